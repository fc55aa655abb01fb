using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A logger on <c>app.log</c> of a folder whose clock is moved by hand; each line is in the file before the clock moves on.</summary>
sealed class TimedLog : IDisposable
{
    readonly Logger _logger;

    public TimedLog(
        TempFolder folder,
        string utc,
        string zone = "UTC",
        RotationInterval interval = RotationInterval.Day,
        RotationOptions? rotation = null,
        long? maxBytes = null,
        int? backupCount = null,
        IFileSystem? fileSystem = null)
    {
        Clock = new FakeTimeProvider(At(utc));
        Clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var options = new MtaioFileOptions { Handle = Handle, TimeProvider = Clock, ShutdownTimeout = TimeSpan.FromMinutes(2) };
        _logger = Open.Rotating(folder["app.log"], maxBytes, backupCount, options, fileSystem: fileSystem, listener: Failures, interval: interval, rotation: rotation);
    }

    public FakeTimeProvider Clock { get; }

    public MtaioFileHandle Handle { get; } = new();

    public CollectingFailureListener Failures { get; } = new();

    public ILogger Logger => _logger;

    public static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Sets the clock, also back.</summary>
    public void Set(string utc)
    {
        if (At(utc) >= Clock.GetUtcNow()) Clock.SetUtcNow(At(utc));
        else Clock.AdjustTime(At(utc));
    }

    /// <summary>Writes a line at the time that is given, or now.</summary>
    public async Task WriteAsync(string text, string? utc = null)
    {
        if (utc is not null) Set(utc);
        _logger.Information(text);
        await Handle.FlushAsync();
    }

    public void Dispose() => _logger.Dispose();
}
