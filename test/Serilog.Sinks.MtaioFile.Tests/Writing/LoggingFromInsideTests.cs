using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>
/// Code of the user that a sink calls logs to the same logger: no event is lost or torn, the statistics add up, and nothing hangs.
/// </summary>
public sealed class LoggingFromInsideTests : LogUnderTest
{
    const int Events = 60;

    Logger? _log;
    int _inner;

    public enum Place
    {
        OnFileOpened,
        OnRotating,
        OnRotated,
        OnArchiveDeleting,
        Formatter,
        Exception,
        Value,
    }

    public static TheoryData<Place, bool, string> Data()
    {
        var data = new TheoryData<Place, bool, string>();
        foreach (var place in Enum.GetValues<Place>())
        {
            foreach (var audit in new[] { true, false })
            {
                foreach (var names in new[] { Some.NumberedNames, Some.DatedNames }) data.Add(place, audit, names);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void AnEventThatIsLoggedFromInsideIsWrittenAfterTheOuterOne(Place place, bool audit, string names)
    {
        _log = Log(place, audit, names);
        Hang.Fails(() => LogFrom(0, place), () => LogFrom(1, place));
        Eventually.True(() => Handle.Statistics is var s && s.Accepted == 2 * Events + Volatile.Read(ref _inner), "inner events");
        Hang.Fails(_log.Dispose);
        var statistics = Handle.Statistics;
        Assert.Equal(0, statistics.Pending);
        Assert.Equal(statistics.Accepted, statistics.Written + statistics.DroppedAfterClose);
        Assert.True(_inner > 0);
        var lines = Folder.Files.Where(f => f.Key.StartsWith("app", StringComparison.Ordinal)).SelectMany(f => f.Value.Split('\n'));
        Assert.All(lines, line => Assert.Matches("^(|outer [01] [0-9]+|inner [0-9]+)$", line));
        if (place != Place.OnArchiveDeleting) Assert.Equal(statistics.Written, lines.Count(l => l.Length > 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AFormatterThatLogsForEachEventEndsAtSomeTimeOnAnAuditLog(bool throughHold)
    {
        _log = OpenAudit(formatter: new DelegateFormatter((e, output) =>
        {
            if (throughHold) _log!.WriteBatch(e.Level, ["again"]);
            else _log!.Information("again");
            output.Write("line\n");
        }));
        Hang.Fails(() => _log.Information("first"));
        var statistics = Handle.Statistics;
        Assert.Equal((0, 1), (statistics.Pending, statistics.DroppedByFormatting));
        Assert.Equal(statistics.Written, Folder.Text("app.log").Count(c => c == '\n'));
    }

    [Fact]
    public void ActingOnAnAuditFileFromInsideIsRefusedAndClosingWaits()
    {
        var tasks = new List<Task>();
        _log = OpenAudit(formatter: new DelegateFormatter((_, output) =>
        {
            output.Write("a ");
            tasks.AddRange([Handle.FlushAsync(), Handle.FlushAsync(toDisk: true), Handle.ReopenAsync(), Handle.CloseAsync()]);
            output.Write("line\n");
        }));
        Hang.Fails(() => _log.Information("first"), () => _log.Dispose());
        Assert.Equal([true, true, true, false], tasks.Take(4).Select(t => t.IsFaulted));
        Assert.All(tasks.Where(t => t.IsFaulted), t => Assert.IsType<IOException>(t.Exception!.InnerException));
    }

    [Fact]
    public void TwoAuditLogsWhoseHooksLogToEachOtherDoNotHang()
    {
        Logger? first = null, second = null;
        first = Audit(Folder["a.log"], new LoggingHooks(Place.OnRotated, () => second!.Information("inner")));
        second = Audit(Folder["b.log"], new LoggingHooks(Place.OnRotated, () => first!.Information("inner")));
        void Write(Logger log)
        {
            for (var i = 0; i < 300; i++) log.Information("event of some length");
        }
        Hang.Fails(() => Write(first), () => Write(second));
        Hang.Fails(first.Dispose, second.Dispose);
    }

    Logger Log(Place place, bool audit, string names)
    {
        var options = new MtaioFileOptions { Handle = Handle, Hooks = new LoggingHooks(place, LogInner) };
        var rotation = new RotationOptions { ArchiveName = names };
        ITextFormatter formatter = new LoggingFormatter(place == Place.Formatter ? LogInner : () => { });
        const int MaxBytes = 100;
        int? backupCount = place == Place.OnArchiveDeleting ? 2 : null;
        return Open.Logger(to => audit
            ? to.AuditTo.MtaioRotatingFile(formatter, LogPath, MaxBytes, backupCount, rotation: rotation, options: options)
            : to.WriteTo.MtaioRotatingFile(formatter, LogPath, MaxBytes, backupCount, rotation: rotation, options: options));
    }

    static Logger Audit(string path, MtaioFileHooks hooks) => Open.Logger(to => to.AuditTo.MtaioRotatingFile(
        new LoggingFormatter(() => { }), path, maxBytes: 60, backupCount: 1, options: new MtaioFileOptions { Hooks = hooks }));

    void LogFrom(int thread, Place place)
    {
        for (var i = 0; i < Events; i++)
        {
            var exception = place == Place.Exception ? new LoggingException(LogInner) : null;
            if (place == Place.Value) _log!.Write(WithLoggingValue(thread, i));
            else _log!.Information(exception, "outer {Thread} {Number}", thread, i);
        }
    }

    LogEvent WithLoggingValue(int thread, int number) => RichEvents.Event(
        LogEventLevel.Information,
        "outer {Thread} {Number}{Value}",
        ("Thread", new ScalarValue(thread)),
        ("Number", new ScalarValue(number)),
        ("Value", new ScalarValue(new LoggingValue(LogInner))));

    void LogInner() => _log!.Information("inner {Number}", Interlocked.Increment(ref _inner));

    sealed class LoggingHooks(Place place, Action log) : MtaioFileHooks
    {
        public override void OnFileOpened(string path, TextWriter header) => LogAt(Place.OnFileOpened);

        public override void OnRotating(string path, TextWriter footer) => LogAt(Place.OnRotating);

        public override void OnRotated(string path, string archivePath) => LogAt(Place.OnRotated);

        public override void OnArchiveDeleting(string archivePath) => LogAt(Place.OnArchiveDeleting);

        void LogAt(Place here)
        {
            if (here == place) log();
        }
    }

    /// <summary>Writes half of the line, logs, writes the rest.</summary>
    sealed class LoggingFormatter(Action log) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            var text = logEvent.RenderMessage(CultureInfo.InvariantCulture);
            output.Write(text[..3]);
            if (text.StartsWith('o')) log();
            _ = logEvent.Exception?.ToString();
            output.Write(text[3..] + "\n");
        }
    }

    sealed class LoggingException(Action log) : Exception
    {
        public override string ToString()
        {
            log();
            return "logged";
        }
    }

    sealed class LoggingValue(Action log) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider)
        {
            log();
            return "";
        }
    }
}
