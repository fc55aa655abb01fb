using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Diagnostics;

/// <summary>The log event that says how many events were dropped.</summary>
public sealed class DropNoticeTests
{
    static DateTimeOffset At(int second) => Some.Instant.AddSeconds(second);

    static string Text(DropNotice notice) => notice.ToEvent(At(60)).RenderMessage();

    [Fact]
    public void ANoticeIsDueAfterADrop()
    {
        var notice = new DropNotice();
        Assert.False(notice.IsDue);
        notice.Add(Some.Event(), DropReason.Overflow, At(0));
        Assert.True(notice.IsDue);
    }

    [Fact]
    public void ANoticeAddsUpLevelsReasonsAndTimes()
    {
        var notice = new DropNotice();
        notice.Add(Some.Event(level: LogEventLevel.Error), DropReason.Failure, At(1));
        notice.Add(Some.Event(level: LogEventLevel.Verbose), DropReason.Overflow, At(2));
        notice.Add(Some.Event(level: LogEventLevel.Error), DropReason.Overflow, At(3));
        var logEvent = notice.ToEvent(At(60));
        Assert.Equal((At(60), LogEventLevel.Warning, null), (logEvent.Timestamp, logEvent.Level, logEvent.Exception));
        Assert.Equal("3", logEvent.Properties["DroppedEvents"].ToString());
        Assert.Equal(At(1), ((ScalarValue)logEvent.Properties["DroppedFrom"]).Value);
        Assert.Equal(At(3), ((ScalarValue)logEvent.Properties["DroppedUntil"]).Value);
        Assert.Equal("\"the queue was full, writing kept failing\"", logEvent.Properties["DropReason"].ToString());
        Assert.Equal("\"Verbose: 1, Error: 2\"", logEvent.Properties["DroppedByLevel"].ToString());
    }

    [Fact]
    public void AnEarlierNoticeIsAddedToALaterNotice()
    {
        var (earlier, later, whole) = (new DropNotice(), new DropNotice(), new DropNotice());
        earlier.Add(Some.Event(level: LogEventLevel.Debug), DropReason.Failure, At(1));
        whole.Add(Some.Event(level: LogEventLevel.Debug), DropReason.Failure, At(1));
        var alone = Text(earlier);
        later.AddEarlier(earlier);
        Assert.Equal(alone, Text(later));

        later = new DropNotice();
        later.Add(Some.Event(), DropReason.Overflow, At(5));
        whole.Add(Some.Event(), DropReason.Overflow, At(5));
        later.AddEarlier(earlier);
        Assert.Equal(Text(whole), Text(later));
    }
}
