using System.Reflection;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>The parameters of Serilog.Sinks.File that decide about files.</summary>
sealed record FileParameters
{
    public string Path { get; init; } = "log-.txt";

    public global::Serilog.RollingInterval Interval { get; init; } = global::Serilog.RollingInterval.Day;

    public long? SizeLimit { get; init; }

    public int? CountLimit { get; init; } = 31;

    public TimeSpan? TimeLimit { get; init; }

    public bool Shared { get; init; }

    public Encoding? Encoding { get; init; }
}

/// <summary>
/// The same run with Serilog.Sinks.File and with this library, each in a folder of its own: the same events at the same times, by a clock
/// that is set for both.
/// </summary>
sealed class SerilogFile : IDisposable
{
    static readonly FieldInfo TheirClock = typeof(global::Serilog.RollingInterval).Assembly.GetTypes().Single(t => t.Name is "Clock")
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic).Single(f => f.FieldType == typeof(Func<DateTime>));

    static readonly ITextFormatter Lines = OutputTemplate.Formatter("{Message:lj}\n", formatProvider: null);

    readonly FileParameters _parameters;
    readonly FakeTimeProvider _clock;
    Logger? _theirs;
    Logger? _ours;
    MtaioFileHandle _handle = new();

    public SerilogFile(FileParameters parameters, DateTime start)
    {
        _parameters = parameters;
        _clock = new FakeTimeProvider(new DateTimeOffset(start, TimeSpan.Zero));
        _clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        TheirClock.SetValue(null, () => Now);
    }

    public TempFolder Theirs { get; } = new();

    public TempFolder Ours { get; } = new();

    public DateTime Now => _clock.GetUtcNow().DateTime;

    /// <summary>Puts a file that an earlier run, or somebody else, has left into both folders.</summary>
    public void Leave(string name, string content)
    {
        foreach (var folder in (TempFolder[])[Theirs, Ours])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            folder.Write(name, content);
        }
    }

    public void Advance(TimeSpan time)
    {
        _clock.Advance(time);
    }

    public async Task WriteAsync(string message)
    {
        Open();
        var template = new MessageTemplate(message, [new TextToken(message)]);
        var logEvent = new LogEvent(_clock.GetUtcNow(), LogEventLevel.Information, null, template, []);
        _theirs!.Write(logEvent);
        _ours!.Write(logEvent);
        await _handle.FlushAsync();
    }

    /// <summary>Ends both runs. The next event begins new ones.</summary>
    public void Restart()
    {
        _theirs?.Dispose();
        _ours?.Dispose();
        (_theirs, _ours, _handle) = (null, null, new MtaioFileHandle());
    }

    public void AssertSame()
    {
        Restart();
        Assert.Equal(Describe(Theirs), Describe(Ours));
    }

    public void Dispose()
    {
        Restart();
        TheirClock.SetValue(null, () => DateTime.Now);
        Theirs.Dispose();
        Ours.Dispose();
    }

    void Open()
    {
        if (_ours is not null) return;
        _theirs = new LoggerConfiguration().WriteTo.File(
            Lines, Theirs[_parameters.Path], fileSizeLimitBytes: _parameters.SizeLimit, rollOnFileSizeLimit: true,
            rollingInterval: _parameters.Interval, retainedFileCountLimit: _parameters.CountLimit,
            retainedFileTimeLimit: _parameters.TimeLimit, shared: _parameters.Shared, encoding: _parameters.Encoding).CreateLogger();
        _ours = new LoggerConfiguration().WriteTo.MtaioRollingFile(
            Lines, Ours[_parameters.Path], fileSizeLimitBytes: _parameters.SizeLimit, rollOnFileSizeLimit: true,
            rollingInterval: RotationInterval.Parse(_parameters.Interval.ToString()),
            retainedFileCountLimit: _parameters.CountLimit, retainedFileTimeLimit: _parameters.TimeLimit, shared: _parameters.Shared,
            encoding: _parameters.Encoding, options: new MtaioFileOptions { TimeProvider = _clock, Handle = _handle }).CreateLogger();
    }

    /// <summary>Every file with its bytes. The lock of a shared log is ours alone.</summary>
    static IEnumerable<string> Describe(TempFolder folder) => folder.Files.Keys
        .Where(n => !n.EndsWith(".lock", StringComparison.Ordinal))
        .Select(n => $"{n} {Convert.ToHexString(folder.Bytes(n))}");
}
