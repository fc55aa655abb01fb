using System.Diagnostics;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Runs;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// Makes every drop known where it belongs: in the counters, to the failure listener, and in the log itself. Drops by overflow come in
/// bursts, and each burst is reported as a whole.
/// </summary>
/// <param name="counters">Counts the drops.</param>
/// <param name="reporter">Reports them to the failure listener.</param>
/// <param name="timeProvider">The clock of the sink.</param>
/// <param name="path">The path of the active file.</param>
/// <param name="hasNumbers">Whether the records have numbers: then those of dropped events are named in the log.</param>
sealed class DropLedger(
    SinkCounters counters,
    FailureReporter reporter,
    TimeProvider timeProvider,
    string path,
    bool hasNumbers = false)
{
    readonly object _gate = new();

    // Guarded by the gate; null = there is nothing in it, or there was none yet.
    DropNotice? _notice;
    NumberRanges? _unnamed;
    DropBurst? _burst;
    ITimer? _burstTimer;

    // 1 = a thread of the timer reports. Any thread.
    int _isOnTimer;

    // Any thread; made with the first late event.
    LateEvents? _late;

    /// <summary>Counts an event that was dropped by overflow. It is reported later, with the burst.</summary>
    public void CountOverflow(LogEvent dropped, long number)
    {
        counters.Drop(DropReason.Overflow, dropped);
        using (Uninterrupted.Enter(_gate))
        {
            NoticeLocked.Add(dropped, DropReason.Overflow, Now());
            if (hasNumbers) NoticeLocked.Numbers.Add(number);
            if (reporter.IsReportingHere) return;
            if ((_burst ??= new()).Add(dropped, reporter.WantsEvents)) SetBurstTimerLocked();
        }
    }

    /// <summary>The notice to add to. Under the gate.</summary>
    DropNotice NoticeLocked
    {
        get
        {
            Debug.Assert(Monitor.IsEntered(_gate));
            return _notice ??= new DropNotice();
        }
    }

    /// <summary>Whether the listener, or a caller that awaits an event, uses dropped events, and not only their number.</summary>
    public bool WantsEvents => reporter.WantsEvents || counters.Awaited.Any;

    /// <summary>Whether the burst is so long that it is reported without waiting for the worker.</summary>
    public bool HasFullBurst => _burst is { IsFull: true };

    /// <summary>Reports the events that overflow has dropped since the last report.</summary>
    public void ReportBurst()
    {
        // Inside a call of the listener nothing is reported to it: the burst stays for the next call.
        if (reporter.IsReportingHere) return;
        IReadOnlyList<LogEvent>? events;
        int count;
        using (Uninterrupted.Enter(_gate))
        {
            if (_burst is null or { Count: 0 }) return;
            (events, count) = _burst.Take();
        }
        var message = $"dropped {count} events for {path}: the queue was full";
        if (events is not null) reporter.ReportDropped(LoggingFailureKind.Permanent, message, events, cause: null);
        else reporter.ReportDropped(LoggingFailureKind.Permanent, message);
    }

    /// <summary>
    /// Reports events whose formatter or encoder failed, each with its cause. The caller has counted them. Where records have numbers, the
    /// log names those that are missing.
    /// </summary>
    public void ReportUnformattable(IReadOnlyList<FailedEvent> failed)
    {
        if (hasNumbers) NoteUnformattable(failed);
        foreach (var (dropped, _, cause) in failed)
        {
            counters.Fail(FailureText.Of(cause));
            reporter.ReportDropped(LoggingFailureKind.Permanent, $"could not format an event for {path}", [dropped], cause);
        }
    }

    /// <summary>Reports events that were given up because writing kept failing. The caller has counted them.</summary>
    public void ReportGivenUp(IReadOnlyList<LogEvent> dropped, NumberRanges numbers, Exception? cause)
    {
        using (Uninterrupted.Enter(_gate))
        {
            var now = Now();
            foreach (var logEvent in dropped) NoticeLocked.Add(logEvent, DropReason.Failure, now);
            if (hasNumbers) NoticeLocked.Numbers.AddAll(numbers);
        }
        reporter.ReportDropped(LoggingFailureKind.Permanent, $"gave up writing {dropped.Count} events to {path}", dropped, cause);
    }

    /// <summary>Reports events that were abandoned when ShutdownTimeout had passed. The caller has counted them.</summary>
    public void ReportAbandoned(IReadOnlyList<LogEvent> dropped, Exception? cause) =>
        reporter.ReportDropped(
            LoggingFailureKind.Final, $"could not write {dropped.Count} events to {path} before it was closed", dropped, cause);

    /// <summary>Notes numbers that no notice names: the end of the log names them.</summary>
    public void NoteUnwritten(NumberRanges numbers)
    {
        if (!hasNumbers) return;
        using (Uninterrupted.Enter(_gate)) (_unnamed ??= new()).AddAll(numbers);
    }

    /// <summary>Whether there are numbers of dropped events that no notice has named yet.</summary>
    public bool HasUnnamedNumbers
    {
        get
        {
            using (Uninterrupted.Enter(_gate)) return _unnamed is { IsEmpty: false } || _notice is { Numbers.IsEmpty: false };
        }
    }

    /// <summary>Takes the numbers of dropped events that no notice has named yet, for a record that names them.</summary>
    public NumberRanges TakeUnnamedNumbers()
    {
        using (Uninterrupted.Enter(_gate))
        {
            var numbers = _unnamed ?? new NumberRanges();
            _unnamed = null;
            if (_notice is not null) numbers.AddAll(_notice.TakeNumbers());
            return numbers;
        }
    }

    /// <summary>Counts and reports records that a hold has discarded.</summary>
    public void ReportHoldLimit(IReadOnlyDictionary<LogEventLevel, int> discarded, string message)
    {
        foreach (var (level, count) in discarded) counters.DropHeld(level, count);
        reporter.ReportDropped(LoggingFailureKind.Permanent, message);
    }

    /// <summary>Counts an event that was emitted after close.</summary>
    public void CountLate(LogEvent dropped) => counters.Drop(DropReason.Closed, dropped);

    /// <summary>Reports an event that was emitted after close. The caller has counted it.</summary>
    public void ReportLate(LogEvent dropped)
    {
        if (reporter.IsReportingHere) return;
        if (reporter.WantsEvents)
        {
            reporter.ReportDropped(LoggingFailureKind.Final, $"an event came after {path} was closed", [dropped], cause: null);
        }
        else if (LazyInitializer.EnsureInitialized(ref _late).TryTake(out var count))
        {
            reporter.ReportDropped(LoggingFailureKind.Final, $"{count} events came after {path} was closed");
        }
    }

    /// <summary>Whether there are drops that the listener or the log is still to be told of.</summary>
    public bool HasNews
    {
        get
        {
            using (Uninterrupted.Enter(_gate)) return _notice is not null || _burst is { Count: > 0 };
        }
    }

    public bool IsNoticeDue
    {
        get
        {
            using (Uninterrupted.Enter(_gate)) return _notice is { IsDue: true };
        }
    }

    /// <summary>Takes the drop notice that is due; null = none.</summary>
    public DropNotice? TakeNotice()
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (_notice is not { IsDue: true } notice) return null;
            _notice = null;
            return notice;
        }
    }

    /// <summary>Reports the content of a notice that could not be encoded.</summary>
    public void ReportUnformattable(DropNotice lost, LogEvent notice, Exception cause)
    {
        NoteUnwritten(lost.Numbers);
        var text = notice.RenderMessage(CultureInfo.InvariantCulture);
        reporter.ReportPermanent($"could not format the drop notice for {path} ({text})", cause);
    }

    /// <summary>Keeps a notice that could not be written for the next one.</summary>
    public void PutBack(DropNotice notice)
    {
        using (Uninterrupted.Enter(_gate)) NoticeLocked.AddEarlier(notice);
    }

    void NoteUnformattable(IReadOnlyList<FailedEvent> failed)
    {
        using (Uninterrupted.Enter(_gate))
        {
            var now = Now();
            foreach (var (dropped, number, _) in failed)
            {
                NoticeLocked.Add(dropped, DropReason.Formatting, now);
                NoticeLocked.Numbers.Add(number);
            }
        }
    }

    /// <summary>Has the burst reported when its time is over: the worker may hang.</summary>
    void SetBurstTimerLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        try
        {
            _burstTimer ??= CreateBurstTimer();
            _burstTimer.Change(DropBurst.LongestTime, Timeout.InfiniteTimeSpan);
        }
        catch (Exception)
        {
            // A clock of the user that throws. The worker reports the burst, or the thread that fills it.
        }
    }

    /// <summary>The timer has nothing of the call that comes first: neither its transaction nor what else belongs to its flow.</summary>
    ITimer CreateBurstTimer()
    {
        var hasFlow = !ExecutionContext.IsFlowSuppressed();
        if (hasFlow) ExecutionContext.SuppressFlow();
        try
        {
            return timeProvider.CreateTimer(_ => OnBurstTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            if (hasFlow) ExecutionContext.RestoreFlow();
        }
    }

    /// <summary>Reports the burst. A listener that hangs holds up one thread at the most.</summary>
    void OnBurstTimer()
    {
        if (Interlocked.Exchange(ref _isOnTimer, 1) == 1) return;
        ReportBurst();
        Volatile.Write(ref _isOnTimer, 0);
        using (Uninterrupted.Enter(_gate))
        {
            if (_burst is { Count: > 0 }) SetBurstTimerLocked();
        }
    }

    /// <summary>The time of a drop. A clock of the user that throws must not keep the drop from being accounted for.</summary>
    DateTimeOffset Now()
    {
        try
        {
            return timeProvider.GetLocalNow();
        }
        catch (Exception)
        {
            return TimeProvider.System.GetLocalNow();
        }
    }
}
