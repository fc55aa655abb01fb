using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>The formatter decides every byte; what it throws costs its own event and no other.</summary>
public sealed class FormatterTests
{
    [Fact]
    public void NothingIsAddedToWhatTheFormatterWrites()
    {
        using var folder = new TempFolder();
        using (var log = Open.Plain(folder["app.log"], formatter: new DelegateFormatter((_, output) => output.Write('x'))))
        {
            log.Information("");
            log.Information("");
        }
        Assert.Equal("xx"u8, folder.Bytes("app.log"));
    }

    [Fact]
    public void AFormatterThatWritesNothingCostsNothing()
    {
        using var folder = new TempFolder();
        var handle = new MtaioFileHandle();
        using (var log = Open.Plain(folder["app.log"], Patient.Options(handle), new DelegateFormatter((_, _) => { })))
        {
            for (var i = 0; i < 1000; i++) log.Information("");
        }
        Assert.True(!System.IO.File.Exists(folder["app.log"]) || folder.Bytes("app.log").Length == 0);
        Assert.Equal((1000, 0, 0), (handle.Statistics.Written, handle.Statistics.Pending, handle.Statistics.Bytes));
    }

    [Fact]
    public void TheFormatterIsCalledByOneThreadAtATime()
    {
        using var folder = new TempFolder();
        int inside = 0, most = 0, calls = 0;
        var formatter = new DelegateFormatter((_, output) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            output.Write("x\n");
            calls++;
            Interlocked.Decrement(ref inside);
        });
        using (var log = Open.Plain(folder["app.log"], Patient.Options(), formatter))
        {
            var threads = Enumerable.Range(0, 16).Select(_ => new Thread(() =>
            {
                for (var i = 0; i < 1000; i++) log.Information("");
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
        }
        Assert.Equal((1, 16_000), (most, calls));
        Assert.Equal(32_000, folder.Bytes("app.log").Length);
    }

    [Fact]
    public void TheFormatProviderIsUsed()
    {
        using var folder = new TempFolder();
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(folder["app.log"], "{Message}{NewLine}", CultureInfo.GetCultureInfo("fr-FR")).CreateLogger())
            log.Information("{V}", 1.5);
        Assert.Equal("1,5\n"u8, folder.Bytes("app.log"));
    }

    [Theory]
    [InlineData("th-TH")] // the year 2569
    [InlineData("ar-SA")]
    [InlineData("fr-FR")]
    public void TheCulturesOfThreadsChangeNothing(string culture)
    {
        using var folder = new TempFolder();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            using Logger
                json = new LoggerConfiguration().WriteTo.MtaioJsonFile(folder["app.json"], maxBytes: 1, backupCount: 11).CreateLogger(),
                text = new LoggerConfiguration().WriteTo.MtaioFile(folder["app.log"], "{Timestamp:yyyy-MM-dd} {Message}{NewLine}").CreateLogger(),
                audit = new LoggerConfiguration().AuditTo.MtaioFile(folder["audit.log"], "{Timestamp:yyyy-MM-dd} {Message}{NewLine}").CreateLogger();
            for (var i = 0; i < 12; i++) json.Write(Some.Event());
            var logEvent = new LogEvent(Some.Instant, LogEventLevel.Information, null, new Parsing.MessageTemplateParser().Parse("{V}"), [new("V", new ScalarValue(-1.5))]);
            text.Write(logEvent);
            audit.Write(logEvent);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.Equal(["app.json", .. Enumerable.Range(1, 11).Select(n => $"app.json.{n}").Order(StringComparer.Ordinal), "app.log", "audit.log"], folder.Names);
        Assert.Equal("{\"@t\":\"2026-03-04T04:06:07.0890000Z\",\"@mt\":\"event\"}\n", folder.Text("app.json.11"));
        Assert.Equal("2026-03-04 -1.5\n", folder.Text("app.log"));
        Assert.Equal("2026-03-04 -1.5\n", folder.Text("audit.log"));
    }

    [Fact]
    public void AnOldEventKeepsItsTimeAndGoesIntoTheCurrentFile()
    {
        using var folder = new TempFolder();
        folder.Write("app.log", "before\n");
        var logEvent = new LogEvent(Some.Instant.AddDays(-2), LogEventLevel.Information, null, MessageTemplate.Empty, []);
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(folder["app.log"], "{Timestamp:yyyy-MM-dd}{NewLine}").CreateLogger()) log.Write(logEvent);
        Assert.Equal("before\n2026-03-02\n"u8, folder.Bytes("app.log"));
        Assert.Equal(["app.log"], folder.Names);
    }

    [Fact]
    public void AThrowingFormatterCostsItsEventAndLeavesNothingOfItInTheFile()
    {
        using var folder = new TempFolder();
        var formatter = new DelegateFormatter((e, output) =>
        {
            output.Write(e.MessageTemplate.Text);
            if (e.Level == LogEventLevel.Error) throw new FormatException("cannot be said");
            output.Write('\n');
        });
        AssertOneLost(folder, formatter, Some.Event("bad", LogEventLevel.Error), typeof(FormatException), "one\ntwo\nthree\n");
    }

    [Fact]
    public void AnExceptionThatCannotBePrintedCostsItsEvent()
    {
        using var folder = new TempFolder();
        var bad = Some.Event("bad", exception: new Unprintable());
        AssertOneLost(folder, new CompactJsonFormatter(), bad, typeof(NotSupportedException), string.Concat(new[] { "one", "two", "three" }.Select(Compact)));
    }

    [Fact]
    public void AFormatterThatFindsTheEventBeingChangedIsAskedAgain()
    {
        using var folder = new TempFolder();
        var (attempts, handle, listener) = (0, new MtaioFileHandle(), new CollectingFailureListener());
        var formatter = new DelegateFormatter((e, output) =>
        {
            output.Write("a part ");
            if (++attempts < 3) throw new InvalidOperationException("Collection was modified");
            output.Write(e.MessageTemplate.Text + "\n");
        });
        using (var log = Open.Plain(folder["app.log"], new() { Handle = handle }, formatter, listener: listener)) log.Information("whole");
        Assert.Equal("a part whole\n"u8, folder.Bytes("app.log"));
        Assert.Equal((3, 1, 0), (attempts, handle.Statistics.Written, handle.Statistics.Dropped));
        Assert.Empty(listener.Failures);
    }

    [Fact]
    public void AnEventThatNeverHoldsStillIsGivenUp()
    {
        using var folder = new TempFolder();
        var formatter = new DelegateFormatter((e, output) =>
        {
            output.Write(e.MessageTemplate.Text + "\n");
            if (e.Level == LogEventLevel.Error) throw new InvalidOperationException("Collection was modified");
        });
        AssertOneLost(folder, formatter, Some.Event("bad", LogEventLevel.Error), typeof(InvalidOperationException), "one\ntwo\nthree\n");
    }

    /// <summary>Whatever the race brings, each event is written once or reported once.</summary>
    [Fact]
    public void EventsThatALaterSinkChangesAreWrittenOrReportedOnce()
    {
        const int Events = 2000;
        using var folder = new TempFolder();
        var (handle, listener) = (new MtaioFileHandle(), new CollectingFailureListener());
        var later = new DelegateSink(e =>
        {
            for (var i = 0; i < 20; i++) e.AddOrUpdateProperty(new LogEventProperty("P" + i, new ScalarValue(i)));
        });
        using (var log = new LoggerConfiguration()
            .WriteTo.Fallible(w => w.MtaioJsonFile(folder["app.json"], options: new() { Handle = handle, Batching = new() { BatchSizeLimit = 1 } }), listener)
            .WriteTo.Sink(later).CreateLogger())
        {
            for (var i = 0; i < Events; i++) log.Information("{Number}", i);
        }
        var reported = listener.EventsOf(LoggingFailureKind.Permanent).Select(e => e.Properties["Number"].ToString());
        var written = folder.Text("app.json").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("Number").GetInt32().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(
            Enumerable.Range(0, Events).Select(i => i.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal),
            written.Concat(reported).Order(StringComparer.Ordinal));
        Assert.Equal((Events, 0), (handle.Statistics.Accepted, handle.Statistics.Pending));
    }

    internal static void AssertOneLost(TempFolder folder, Serilog.Formatting.ITextFormatter formatter, LogEvent bad, Type cause, string text, MtaioFileOptions? options = null)
    {
        var (handle, listener) = (new MtaioFileHandle(), new CollectingFailureListener());
        options ??= new();
        options.Handle = handle;
        using (var log = Open.Rotating(folder["app.log"], maxBytes: null, backupCount: null, options, formatter, listener: listener))
        {
            log.Write(Some.Event("one"));
            log.Write(Some.Event("two"));
            log.Write(bad);
            log.Write(Some.Event("three"));
        }
        Assert.Equal(text, folder.Text("app.log"));
        var failure = Assert.Single(listener.Failures);
        Assert.Equal(LoggingFailureKind.Permanent, failure.Kind);
        Assert.Same(bad, Assert.Single(failure.Events!));
        Assert.IsAssignableFrom(cause, failure.Exception);
        Assert.Contains(folder["app.log"], failure.Message, StringComparison.Ordinal);
        Assert.Equal((4, 3, 1, 1), (handle.Statistics.Accepted, handle.Statistics.Written, handle.Statistics.Dropped, handle.Statistics.DroppedByFormatting));
    }

    static string Compact(string text) => $"{{\"@t\":\"2026-03-04T04:06:07.0890000Z\",\"@mt\":\"{text}\"}}\n";

    sealed class Unprintable : Exception
    {
        public override string ToString() => throw new NotSupportedException("not even this");
    }

    sealed class DelegateSink(Action<LogEvent> emit) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => emit(logEvent);
    }
}
