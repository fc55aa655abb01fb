using Serilog.Core;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>The drop notice: the event in the log that says what was dropped.</summary>
public sealed class NoticeTests : LogUnderTest
{
    public NoticeTests()
    {
        Listens = false;
        Clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), null, null));
    }

    MtaioFileOptions Options(OverflowPolicy overflow = OverflowPolicy.DropNewest, int limit = 2) => new()
    {
        TimeProvider = Clock,
        FlushOnLevel = null,
        Batching = new() { Overflow = overflow, QueueLimit = limit },
    };

    void OverflowOnce(Logger log, AppendGate gate)
    {
        log.Information("first");
        gate.AwaitWorker();
        log.Information("second");
        log.Information("third");
        log.Information("dropped");
        Clock.Advance(TimeSpan.FromSeconds(1));
        log.Error("dropped");
        Clock.Advance(TimeSpan.FromSeconds(1));
        log.Debug("dropped");
        Clock.Advance(TimeSpan.FromSeconds(1));
        gate.Open();
    }

    [Fact]
    public void TheDropNoticeSaysHowManyEventsOfWhichLevelsWereDroppedWhenAndWhy()
    {
        using var gate = new AppendGate();
        var formatter = new MessageTemplateTextFormatter("{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}\n");
        using (var log = OpenPlain(Options(), formatter, gate.FileSystem)) OverflowOnce(log, gate);
        var lines = Folder.Text("app.log").Split('\n');
        Assert.Equal(
            "05:06:10 WRN 3 log events were dropped between 2026-03-04 05:06:07.089 +01:00 and 2026-03-04 05:06:09.089 +01:00: " +
            "the queue was full (Debug: 1, Information: 1, Error: 1)",
            Assert.Single(lines, l => l.Contains("dropped", StringComparison.Ordinal)));
        Assert.Equal(["first", "second", "third"], lines.Where(l => l.Contains(" INF ", StringComparison.Ordinal)).Select(l => l[13..]));
        Handle.ShouldHaveCounted(accepted: 6, written: 3, dropped: 3, pending: 0);
    }

    [Fact]
    public void InAJsonFileTheDropNoticeIsJson()
    {
        using var gate = new AppendGate();
        using (var log = OpenJson(Options(), gate.FileSystem)) OverflowOnce(log, gate);
        Assert.Equal(
            """
            {"@t":"2026-03-04T04:06:10.0890000Z",
            "@mt":"{DroppedEvents} log events were dropped
             between {DroppedFrom:yyyy-MM-dd HH:mm:ss.fff zzz} and {DroppedUntil:yyyy-MM-dd HH:mm:ss.fff zzz}
            : {DropReason} ({DroppedByLevel})",
            "@r":["2026-03-04 05:06:07.089 +01:00","2026-03-04 05:06:09.089 +01:00"],"@l":"Warning","DroppedEvents":3,
            "DroppedFrom":"2026-03-04T05:06:07.0890000+01:00","DroppedUntil":"2026-03-04T05:06:09.0890000+01:00",
            "DropReason":"the queue was full","DroppedByLevel":"Debug: 1, Information: 1, Error: 1"}
            """.ReplaceLineEndings(""),
            Assert.Single(Folder.Text("app.log").Split('\n'), l => l.Contains("DroppedEvents", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TheDropNoticeIsWrittenOnceAndAgainOnlyForNewDrops()
    {
        using var gate = new AppendGate();
        var log = OpenPlain(Options(), fileSystem: gate.FileSystem);
        OverflowOnce(log, gate);
        await FlushAsync();
        log.Information("later");
        await FlushAsync();
        Assert.Single(Folder.Text("app.log").Split('\n'), l => l.Contains("were dropped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ADropNoticeThatCannotBeWrittenIsWrittenLater()
    {
        using var gate = new AppendGate();
        var fileSystem = gate.FileSystem;
        var (before, appends) = (fileSystem.Before, 0);
        // One append for the first event, one for the two after it; the third is the notice.
        fileSystem.Before = (operation, path) =>
        {
            before(operation, path);
            if (operation == FileOperation.Append && ++appends == 3) throw new IOException("No space left on device");
        };
        var log = OpenPlain(Options(limit: 2), fileSystem: fileSystem);
        OverflowOnce(log, gate);
        await FlushAsync();
        log.Information("later");
        await FlushAsync();
        Assert.Single(Folder.Text("app.log").Split('\n'), l => l.StartsWith("3 log events were dropped", StringComparison.Ordinal));
        Handle.ShouldHaveCounted(written: 4);
    }

    [Fact]
    public void AFormatterThatCannotRenderTheDropNoticeLosesOnlyTheNotice()
    {
        using var gate = new AppendGate();
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            if (logEvent.Properties.ContainsKey("DroppedEvents")) throw new FormatException("no notices here");
            output.Write(logEvent.RenderMessage() + "\n");
        });
        Listens = true;
        using (var log = OpenPlain(Options(), formatter, gate.FileSystem)) OverflowOnce(log, gate);
        Assert.Equal("first\nsecond\nthird\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(written: 3, droppedByOverflow: 3, droppedByFormatting: 0);
        Assert.Equal(3, Listener.EventsOf(LoggingFailureKind.Permanent).Count);
    }
}
