using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>What the log itself says about what it is missing.</summary>
public sealed class NoticeTests
{
    readonly MtaioFileHandle _handle = new();
    readonly FakeTimeProvider _clock = new(Some.Instant.ToUniversalTime());

    public NoticeTests() => _clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), null, null));

    MtaioFileOptions Options(OverflowPolicy overflow = OverflowPolicy.DropNewest, int limit = 2) => new()
    {
        Handle = _handle,
        TimeProvider = _clock,
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
        _clock.Advance(TimeSpan.FromSeconds(1));
        log.Error("dropped");
        _clock.Advance(TimeSpan.FromSeconds(1));
        log.Debug("dropped");
        _clock.Advance(TimeSpan.FromSeconds(1));
        gate.Open();
    }

    [Fact]
    public void TheLogSaysHowManyOfWhichLevelsWhenAndWhy()
    {
        using var folder = new TempFolder();
        using var gate = new AppendGate();
        var formatter = new MessageTemplateTextFormatter("{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}");
        using (var log = Open.Plain(folder["app.log"], Options(), formatter, gate.FileSystem)) OverflowOnce(log, gate);
        var lines = folder.Text("app.log").Split('\n');
        Assert.Equal(
            "05:06:10 WRN 3 log events were dropped between 2026-03-04 05:06:07.089 +01:00 and 2026-03-04 05:06:09.089 +01:00: " +
            "the queue was full (Debug: 1, Information: 1, Error: 1)",
            Assert.Single(lines, l => l.Contains("dropped", StringComparison.Ordinal)));
        Assert.Equal(["first", "second", "third"], lines.Where(l => l.Contains(" INF ", StringComparison.Ordinal)).Select(l => l[13..]));
        Assert.Equal((6, 3, 3, 0), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.Dropped, _handle.Statistics.Pending));
    }

    [Fact]
    public void InJsonTheNoticeIsJson()
    {
        using var folder = new TempFolder();
        using var gate = new AppendGate();
        using (var log = Open.Json(folder["app.log"], Options(), gate.FileSystem)) OverflowOnce(log, gate);
        Assert.Equal(
            """
            {"@t":"2026-03-04T04:06:10.0890000Z","@mt":"{DroppedEvents} log events were dropped between {DroppedFrom:yyyy-MM-dd HH:mm:ss.fff zzz} and {DroppedUntil:yyyy-MM-dd HH:mm:ss.fff zzz}: {DropReason} ({DroppedByLevel})","@r":["2026-03-04 05:06:07.089 +01:00","2026-03-04 05:06:09.089 +01:00"],"@l":"Warning","DroppedEvents":3,"DroppedFrom":"2026-03-04T05:06:07.0890000+01:00","DroppedUntil":"2026-03-04T05:06:09.0890000+01:00","DropReason":"the queue was full","DroppedByLevel":"Debug: 1, Information: 1, Error: 1"}
            """,
            Assert.Single(folder.Text("app.log").Split('\n'), l => l.Contains("DroppedEvents", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ItIsWrittenOnceAndAgainOnlyForNewDrops()
    {
        using var folder = new TempFolder();
        using var gate = new AppendGate();
        await using var log = Open.Plain(folder["app.log"], Options(), fileSystem: gate.FileSystem);
        OverflowOnce(log, gate);
        await _handle.FlushAsync();
        log.Information("later");
        await _handle.FlushAsync();
        Assert.Single(folder.Text("app.log").Split('\n'), l => l.Contains("were dropped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ANoticeThatCannotBeWrittenWaitsAndAddsUp()
    {
        using var folder = new TempFolder();
        using var gate = new AppendGate();
        var fileSystem = gate.FileSystem;
        var (before, appends) = (fileSystem.Before, 0);
        // One append for the first event, one for the two after it; the third is the notice.
        fileSystem.Before = (operation, path) =>
        {
            before(operation, path);
            if (operation == FileOperation.Append && ++appends == 3) throw new IOException("No space left on device");
        };
        await using var log = Open.Plain(folder["app.log"], Options(limit: 2), fileSystem: fileSystem);
        OverflowOnce(log, gate);
        await Hang.FailsAsync(_handle.FlushAsync());
        log.Information("later");
        await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Single(folder.Text("app.log").Split('\n'), l => l.StartsWith("3 log events were dropped", StringComparison.Ordinal));
        Assert.Equal(4, _handle.Statistics.Written);
    }

    [Fact]
    public void AFormatterThatCannotRenderTheNoticeCostsOnlyTheNotice()
    {
        using var folder = new TempFolder();
        using var gate = new AppendGate();
        var listener = new CollectingFailureListener();
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            if (logEvent.Properties.ContainsKey("DroppedEvents")) throw new FormatException("no notices here");
            output.Write(logEvent.RenderMessage() + "\n");
        });
        using (var log = Open.Plain(folder["app.log"], Options(), formatter, gate.FileSystem, listener)) OverflowOnce(log, gate);
        Assert.Equal("first\nsecond\nthird\n", folder.Text("app.log"));
        Assert.Equal((3, 3, 0), (_handle.Statistics.Written, _handle.Statistics.DroppedByOverflow, _handle.Statistics.DroppedByFormatting));
        Assert.Equal(3, listener.EventsOf(LoggingFailureKind.Permanent).Count);
    }
}
