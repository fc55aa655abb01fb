using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>Takes every drop on its three ways: into the counters, to the failure listener, and into the log itself.</summary>
sealed class DropLedger(SinkCounters counters, FailureReporter reporter, TimeProvider timeProvider, string path)
{
    const int BurstLimit = 1000;

    readonly object _gate = new();
    DropNotice _notice = new();
    List<LogEvent> _burst = [];
    int _burstCount;

    /// <summary>Counts an event that found the queue full. The listener is told of it with its burst.</summary>
    public void Overflow(LogEvent dropped)
    {
        counters.Drop(DropReason.Overflow, dropped);
        lock (_gate)
        {
            _notice.Add(dropped, DropReason.Overflow, timeProvider.GetLocalNow());
            if (reporter.IsReportingHere) return;
            _burstCount++;
            if (reporter.WantsEvents) _burst.Add(dropped);
        }
    }

    /// <summary>Whether events that are lost are asked for, and not only their number.</summary>
    public bool WantsEvents => reporter.WantsEvents;

    /// <summary>Whether so much was dropped that the listener should be told without waiting for room.</summary>
    public bool HasFullBurst => Volatile.Read(ref _burstCount) >= BurstLimit;

    /// <summary>Tells the listener what was dropped for want of room since it was last told.</summary>
    public void ReportBurst()
    {
        // Inside the listener it would not be heard; it stays for the next call.
        if (reporter.IsReportingHere) return;
        List<LogEvent> burst;
        int count;
        lock (_gate)
        {
            if (_burstCount == 0) return;
            (burst, _burst) = (_burst, []);
            (count, _burstCount) = (_burstCount, 0);
        }
        var message = $"dropped {count} events for {path}: the queue was full";
        if (burst.Count > 0) reporter.ReportLost(LoggingFailureKind.Permanent, message, burst, cause: null);
        else reporter.ReportLost(LoggingFailureKind.Permanent, message);
    }

    /// <summary>Reports events whose formatter or encoder failed, each with its cause. The caller has counted them.</summary>
    public void ReportUnformattable(IReadOnlyList<FailedEvent> failed)
    {
        foreach (var (dropped, cause) in failed)
        {
            counters.Fail(cause.Message);
            reporter.ReportLost(LoggingFailureKind.Permanent, $"could not format an event for {path}", [dropped], cause);
        }
    }

    /// <summary>Reports events given up because writing kept failing. The caller has counted them.</summary>
    public void ReportGivenUp(IReadOnlyList<LogEvent> dropped, Exception? cause)
    {
        lock (_gate)
        {
            var now = timeProvider.GetLocalNow();
            foreach (var logEvent in dropped) _notice.Add(logEvent, DropReason.WriteFailure, now);
        }
        reporter.ReportLost(LoggingFailureKind.Permanent, $"gave up writing {dropped.Count} events to {path}", dropped, cause);
    }

    /// <summary>Reports events that were still waiting when the time to shut down was over. The caller has counted them.</summary>
    public void ReportUnwritten(IReadOnlyList<LogEvent> dropped, Exception? cause) =>
        reporter.ReportLost(LoggingFailureKind.Final, $"could not write {dropped.Count} events to {path} before it was closed", dropped, cause);

    public void CountAfterClose(LogEvent dropped) => counters.Drop(DropReason.Closed, dropped);

    public void ReportAfterClose(LogEvent dropped)
    {
        if (!reporter.IsReportingHere)
            reporter.ReportLost(LoggingFailureKind.Final, $"an event came after {path} was closed", [dropped], cause: null);
    }

    /// <summary>What the log is to be told that it is missing, if anything.</summary>
    public DropNotice? TakeNotice()
    {
        lock (_gate)
        {
            if (!_notice.IsDue) return null;
            var notice = _notice;
            _notice = new DropNotice();
            return notice;
        }
    }

    /// <summary>Keeps what the log could not be told for the next time.</summary>
    public void PutBack(DropNotice notice)
    {
        lock (_gate) _notice.AddEarlier(notice);
    }
}
