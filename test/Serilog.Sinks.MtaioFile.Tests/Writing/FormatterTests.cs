using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>The formatter decides every byte; an exception of the formatter loses only its event.</summary>
public sealed class FormatterTests : LogUnderTest
{
    [Fact]
    public void NothingIsAddedToWhatTheFormatterWrites()
    {
        using (var log = OpenPlain(formatter: new DelegateFormatter((_, output) => output.Write('x'))))
        {
            log.Information("");
            log.Information("");
        }
        Assert.Equal("xx"u8, Folder.Bytes("app.log"));
    }

    [Fact]
    public void AFormatterThatWritesNothingLeavesTheFileEmpty()
    {
        using (var log = OpenPlain(Patient.Options(Handle), new DelegateFormatter((_, _) => { })))
        {
            for (var i = 0; i < 1000; i++) log.Information("");
        }
        Assert.True(!System.IO.File.Exists(Folder["app.log"]) || Folder.Bytes("app.log").Length == 0);
        Handle.ShouldHaveCounted(written: 1000, pending: 0, bytes: 0);
    }

    [Fact]
    public void TheFormatterIsCalledByOneThreadAtATime()
    {
        int inside = 0, most = 0, calls = 0;
        var formatter = new DelegateFormatter((_, output) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            output.Write("x\n");
            calls++;
            Interlocked.Decrement(ref inside);
        });
        using (var log = OpenPlain(Patient.Options(), formatter))
        {
            var threads = Enumerable.Range(0, 16).Select(_ => new Thread(() =>
            {
                for (var i = 0; i < 1000; i++) log.Information("");
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
        }
        Assert.Equal((1, 16_000), (most, calls));
        Assert.Equal(32_000, Folder.Bytes("app.log").Length);
    }

    [Fact]
    public void TheFormatProviderIsUsed()
    {
        using (var log = new LoggerConfiguration()
            .WriteTo.MtaioFile(Folder["app.log"], "{Message}\n", CultureInfo.GetCultureInfo("fr-FR"))
            .CreateLogger())
            log.Information("{V}", 1.5);
        Assert.Equal("1,5\n"u8, Folder.Bytes("app.log"));
    }

    [Theory]
    [InlineData("th-TH")] // the year 2569
    [InlineData("ar-SA")]
    [InlineData("fr-FR")]
    public void TheCultureOfTheThreadDoesNotChangeTheFile(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            using Logger
                json = new LoggerConfiguration().WriteTo.MtaioJsonFile(Folder["app.json"], maxBytes: 1, backupCount: 11).CreateLogger(),
                text = new LoggerConfiguration()
                    .WriteTo.MtaioFile(Folder["app.log"], "{Timestamp:yyyy-MM-dd} {Message}\n")
                    .CreateLogger(),
                audit = new LoggerConfiguration()
                    .AuditTo.MtaioFile(Folder["audit.log"], "{Timestamp:yyyy-MM-dd} {Message}\n")
                    .CreateLogger();
            for (var i = 0; i < 12; i++) json.Write(Some.Event());
            var logEvent = new LogEvent(
                Some.Instant,
                LogEventLevel.Information,
                null,
                new Parsing.MessageTemplateParser().Parse("{V}"),
                [new("V", new ScalarValue(-1.5))]);
            text.Write(logEvent);
            audit.Write(logEvent);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.Equal(
            ["app.json", .. Enumerable.Range(1, 11).Select(n => $"app.json.{n}").Order(StringComparer.Ordinal), "app.log", "audit.log"],
            Folder.Names);
        Assert.Equal("{\"@t\":\"2026-03-04T04:06:07.0890000Z\",\"@mt\":\"event\"}\n", Folder.Text("app.json.11"));
        Assert.Equal("2026-03-04 -1.5\n", Folder.Text("app.log"));
        Assert.Equal("2026-03-04 -1.5\n", Folder.Text("audit.log"));
    }

    [Fact]
    public void AnOldEventKeepsItsTimeAndGoesIntoTheCurrentFile()
    {
        Folder.Write("app.log", "before\n");
        var logEvent = new LogEvent(Some.Instant.AddDays(-2), LogEventLevel.Information, null, MessageTemplate.Empty, []);
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(Folder["app.log"], "{Timestamp:yyyy-MM-dd}\n").CreateLogger())
        {
            log.Write(logEvent);
        }
        Assert.Equal("before\n2026-03-02\n"u8, Folder.Bytes("app.log"));
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Fact]
    public void AFormatterThatThrowsLosesOnlyItsEventAndLeavesNothingOfItInTheFile()
    {
        var formatter = new DelegateFormatter((e, output) =>
        {
            output.Write(e.MessageTemplate.Text);
            if (e.Level == LogEventLevel.Error) throw new FormatException("cannot be said");
            output.Write('\n');
        });
        AssertOneLost(this, formatter, Some.Event("bad", LogEventLevel.Error), typeof(FormatException), "one\ntwo\nthree\n");
    }

    [Fact]
    public void AnExceptionThatCannotBePrintedLosesOnlyItsEvent()
    {
        var bad = Some.Event("bad", exception: new Unprintable());
        AssertOneLost(
            this,
            new CompactJsonFormatter(),
            bad,
            typeof(NotSupportedException),
            string.Concat(new[] { "one", "two", "three" }.Select(Compact)));
    }

    [Fact]
    public void AnEventThatChangesWhileItIsFormattedIsFormattedAgain()
    {
        var attempts = 0;
        var formatter = new DelegateFormatter((e, output) =>
        {
            output.Write("a part ");
            if (++attempts < 3) throw new InvalidOperationException("Collection was modified");
            output.Write(e.MessageTemplate.Text + "\n");
        });
        using (var log = OpenPlain(formatter: formatter)) log.Information("whole");
        Assert.Equal("a part whole\n"u8, Folder.Bytes("app.log"));
        Assert.Equal(3, attempts);
        Handle.ShouldHaveCounted(written: 1, dropped: 0);
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public void AnEventThatChangesAtEveryAttemptIsDropped()
    {
        var formatter = new DelegateFormatter((e, output) =>
        {
            output.Write(e.MessageTemplate.Text + "\n");
            if (e.Level == LogEventLevel.Error) throw new InvalidOperationException("Collection was modified");
        });
        AssertOneLost(this, formatter, Some.Event("bad", LogEventLevel.Error), typeof(InvalidOperationException), "one\ntwo\nthree\n");
    }

    /// <summary>Whatever the race brings, each event is written once or reported once.</summary>
    [Fact]
    public void EventsThatALaterSinkChangesAreWrittenOrReportedOnce()
    {
        const int Events = 2000;
        var options = new MtaioFileOptions { Handle = Handle, Batching = new() { BatchSizeLimit = 1 } };
        var later = new CollectingSink(e =>
        {
            for (var i = 0; i < 20; i++) e.AddOrUpdateProperty(new LogEventProperty("P" + i, new ScalarValue(i)));
        });
        using (var log = new LoggerConfiguration()
            .WriteTo.Fallible(w => w.MtaioJsonFile(Folder["app.json"], options: options), Listener)
            .WriteTo.Sink(later)
            .CreateLogger())
        {
            for (var i = 0; i < Events; i++) log.Information("{Number}", i);
        }
        var reported = Listener.EventsOf(LoggingFailureKind.Permanent).Select(e => e.Properties["Number"].ToString());
        var written = Folder.Text("app.json").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(
                line => System.Text.Json.JsonDocument.Parse(line).RootElement
                    .GetProperty("Number")
                    .GetInt32()
                    .ToString(CultureInfo.InvariantCulture));
        Assert.Equal(
            Enumerable.Range(0, Events).Select(i => i.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal),
            written.Concat(reported).Order(StringComparer.Ordinal));
        Handle.ShouldHaveCounted(accepted: Events, pending: 0);
    }

    /// <summary>Logs "one", "two", the bad event and "three": the bad event is reported, and the file has this text.</summary>
    internal static void AssertOneLost(
        LogUnderTest test,
        Serilog.Formatting.ITextFormatter formatter,
        LogEvent bad,
        Type cause,
        string text,
        MtaioFileOptions? options = null)
    {
        using (var log = test.OpenRotating(options: options, formatter: formatter))
        {
            log.Write(Some.Event("one"));
            log.Write(Some.Event("two"));
            log.Write(bad);
            log.Write(Some.Event("three"));
        }
        Assert.Equal(text, test.Folder.Text("app.log"));
        var failure = Assert.Single(test.Listener.Failures);
        Assert.Equal(LoggingFailureKind.Permanent, failure.Kind);
        Assert.Same(bad, Assert.Single(failure.Events!));
        Assert.IsAssignableFrom(cause, failure.Exception);
        Assert.Contains(test.LogPath, failure.Message, StringComparison.Ordinal);
        test.Handle.ShouldHaveCounted(accepted: 4, written: 3, dropped: 1, droppedByFormatting: 1);
    }

    static string Compact(string text) => $"{{\"@t\":\"2026-03-04T04:06:07.0890000Z\",\"@mt\":\"{text}\"}}\n";

    sealed class Unprintable : Exception
    {
        public override string ToString() => throw new NotSupportedException("not even this");
    }

}
