using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The loop that empties the queue: takes a slice, writes it step by step, retries failed steps, completes its tickets.</summary>
sealed class BatchWorker(
    QueueSettings settings,
    SinkContext context,
    EventQueue queue,
    OpenTickets tickets,
    WakeSignal wake,
    IBatchTarget target)
{
    readonly DropLedger _ledger = context.Ledger;
    readonly QueueLifecycle _lifecycle = queue.Lifecycle;
    readonly TakenSlice _taken = queue.Taken;
    readonly FailureEpisode _episode = new(context.Reporter, context.Clock);
    NoticeWriter? _notice;

    // Any thread.
    volatile bool _retryNow;

    /// <summary>The latest failure, while writing fails; null otherwise. Any thread may ask.</summary>
    public Exception? FailureCause => _episode.Cause;

    /// <summary>Whether writing fails because the file could never be opened. Any thread may ask.</summary>
    public bool IsHopeless => !target.HasBeenOpened && FailureCause is not null;

    /// <summary>Whether the worker may be waiting for what the current thread holds.</summary>
    public bool MayNeedThisThread => target.IsHeldHere;

    /// <summary>The number of the application's call that holds up the target now; 0 = none. Any thread may ask.</summary>
    public long ApplicationCall => target.ApplicationCall;

    NoticeWriter Notice => _notice ??= new NoticeWriter(context, target, _episode);

    /// <summary>Makes the next attempt without the rest of its back-off. Any thread may call it.</summary>
    public void RetryNow()
    {
        _retryNow = true;
        wake.Set();
    }

    /// <summary>Runs until the queue is finished or abandoned.</summary>
    public void Run()
    {
        queue.AttachWorker();
        var partial = settings.WriteFirstAtOnce;
        while (NextSlice(partial) is { } slice)
        {
            Process(slice);
            partial = false;
        }
        _ledger.ReportBurst();
        // The disk may be well again, and this is the last chance for the drop notice.
        if (!_lifecycle.IsAbandoned) Notice.Write();
        target.Close();
    }

    /// <summary>Waits for the next slice; null when there will be none.</summary>
    EventSlice? NextSlice(bool partial)
    {
        while (true)
        {
            if (_lifecycle.IsAbandoned) return null;
            if (queue.TryTake(partial) is { } slice) return slice;
            if (queue.TryFinish()) return null;
            if (partial)
            {
                Sleep(untilAnyEvent: true, Timeout.InfiniteTimeSpan);
                partial = settings.WriteFirstAtOnce;
            }
            else
            {
                // Events keep coming: let them gather for a period, or until they fill a batch.
                Sleep(untilAnyEvent: false, settings.Period);
                partial = true;
            }
        }
    }

    void Sleep(bool untilAnyEvent, TimeSpan atMost)
    {
        if (queue.IsRoomy) atMost = Waits.Sooner(atMost, Notice.WriteWhenIdle());
        atMost = Waits.Sooner(atMost, target.RunDueWork());
        var start = Stopwatch.GetTimestamp();
        // A signal may belong to a slice that is already taken. Then the worker sleeps on.
        while (queue.TrySleep(untilAnyEvent) && wake.Wait(Waits.Remaining(atMost, Stopwatch.GetElapsedTime(start))))
        {
        }
    }

    void Process(EventSlice slice)
    {
        try
        {
            WriteAndReport(slice);
        }
        catch (Exception ex)
        {
            // Code of the user that only watches leads here, such as a clock or a listener of the meter: it must not stop the log.
            context.Reporter.ReportTemporary($"the worker writing {context.Path} failed and goes on", ex);
            GiveUpRest(ex);
        }
        if (_lifecycle.IsAbandoned) return;
        foreach (var ticket in slice.Tickets)
        {
            ticket.RunAction();
            // Closed first: a flush that starts after the completion must not report the same drops again.
            tickets.Close(ticket);
            ticket.Complete(context.Path);
        }
        _taken.Recycle();
    }

    void WriteAndReport(EventSlice slice)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            Write(slice);
        }
        finally
        {
            target.Release();
        }
        if (SinkMetrics.Instance.TimesBatches) SinkMetrics.Instance.RecordBatch(context.Path, Stopwatch.GetElapsedTime(start));
        if (_lifecycle.IsAbandoned) return;
        _ledger.ReportBurst();
        if (queue.IsRoomy && !_episode.IsOn) Notice.Write();
    }

    void Write(EventSlice slice)
    {
        target.Begin(slice.Parts);
        while (slice.Count > 0)
        {
            if (!AwaitAttempt())
            {
                GiveUpRest(_episode.Cause);
                break;
            }
            if (!TryStep(out var step)) continue;
            if (!_taken.TrySettle(step)) break;
            if (step.Failed.Count > 0) _ledger.ReportUnformattable(step.Failed);
            target.FlushToDiskIfDue();
        }
    }

    /// <summary>Makes one attempt to write the next lines.</summary>
    bool TryStep(out BatchStep step)
    {
        step = default;
        try
        {
            target.Encode();
            // A formatter that hung may return after its events were reported as abandoned.
            if (_lifecycle.IsAbandoned) return false;
            step = target.WriteNext();
            _episode.Succeed();
            return true;
        }
        catch (Exception ex)
        {
            target.NoteFailure();
            _episode.Fail($"could not write to {context.Path}", ", will be retried", ex);
            return false;
        }
    }

    /// <summary>Waits until the next attempt is due; false when there will be no more attempts for the slice.</summary>
    bool AwaitAttempt()
    {
        var start = Stopwatch.GetTimestamp();
        var wholeWait = _episode.Remaining;
        while (_episode.Remaining is var remaining && remaining > TimeSpan.Zero)
        {
            if (_lifecycle.IsAbandoned || _episode.HasLasted(settings.RetryTimeLimit)) return false;
            if (_lifecycle.TryTakeClosingAttempt()) return true;
            // The wait is over on either clock: that of the sink or that of the system.
            if (_retryNow || Waits.Remaining(wholeWait, Stopwatch.GetElapsedTime(start)) == TimeSpan.Zero) break;
            if (!wake.Wait(Waits.Sooner(remaining, RetryBackoff.BetweenLooks)) && target.MayHaveRecovered()) break;
        }
        _retryNow = false;
        return !_lifecycle.IsAbandoned;
    }

    /// <summary>Gives up the rest of the slice. An abandoned queue has no rest: Abandon has dropped it.</summary>
    void GiveUpRest(Exception? cause)
    {
        var rest = _taken.DropRest();
        if (rest.Length > 0) _ledger.ReportGivenUp(rest, cause);
    }
}
