using Microsoft.Extensions.Time.Testing;
using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The base of tests of a log whose clock is moved by hand; each line is in the file before the clock moves on.</summary>
public abstract class TimedLogUnderTest : LogUnderTest
{
    Logger? _log;

    /// <summary>Opens a rotating log at this time, with a clock of its own; it rotates each day if no interval is given.</summary>
    internal Logger OpenAt(
        string utc,
        string zone = "UTC",
        RotationInterval? interval = null,
        RotationOptions? rotation = null,
        long? maxBytes = null,
        int? backupCount = null,
        FailingFileSystem? fileSystem = null,
        string? path = null,
        MtaioFileOptions? options = null)
    {
        Clock = new FakeTimeProvider(Utc.At(utc));
        Clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById(zone));
        options ??= new MtaioFileOptions();
        (options.TimeProvider, options.ShutdownTimeout) = (Clock, TimeSpan.FromMinutes(2));
        return _log = OpenRotating(
            maxBytes, backupCount, options, null, fileSystem, interval ?? RotationInterval.Day, rotation, path);
    }

    /// <summary>Sets the clock, also back.</summary>
    internal void SetClock(string utc)
    {
        if (Utc.At(utc) >= Clock.GetUtcNow()) Clock.SetUtcNow(Utc.At(utc));
        else Clock.AdjustTime(Utc.At(utc));
    }

    /// <summary>Writes a line to the log that was opened last, at the time that is given or now.</summary>
    internal async Task WriteAsync(string text, string? utc = null)
    {
        if (utc is not null) SetClock(utc);
        _log!.Information(text);
        await FlushAsync();
    }

    /// <summary>Writes a line of ten bytes for each letter.</summary>
    internal async Task WriteLinesOfTenBytesAsync(string letters)
    {
        foreach (var letter in letters) await WriteAsync(Some.Message(letter, 10));
    }
}
