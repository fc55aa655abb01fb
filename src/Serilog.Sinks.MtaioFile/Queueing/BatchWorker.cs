using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The one loop that empties the queue: takes a slice, writes it step by step, retries what fails, answers who waits for it.</summary>
sealed class BatchWorker(
    QueueSettings settings,
    SinkContext context,
    EventQueue queue,
    OpenTickets tickets,
    WakeSignal wake,
    IBatchTarget target,
    FailureEpisode episode)
{
    readonly DropLedger _ledger = context.Ledger;
    bool _triedSinceClosed;

    /// <summary>Runs until the queue is closed and empty, or abandoned.</summary>
    public void Run()
    {
        queue.Attach();
        var partial = settings.WriteFirstAtOnce;
        while (NextSlice(partial) is { } slice)
        {
            Process(slice);
            partial = false;
        }
        _ledger.ReportBurst();
        target.Close();
    }

    /// <summary>Waits for the next slice; null when there will be none.</summary>
    EventSlice? NextSlice(bool partial)
    {
        while (true)
        {
            if (queue.IsAbandoned) return null;
            if (queue.TryTake(partial) is { } slice) return slice;
            if (queue.TryFinish()) return null;
            if (partial)
            {
                Sleep(untilAnyEvent: true, Timeout.InfiniteTimeSpan);
                partial = settings.WriteFirstAtOnce;
            }
            else
            {
                // Events come one after the other: let them gather for a period, or until they fill a slice.
                Sleep(untilAnyEvent: false, settings.Period);
                partial = true;
            }
        }
    }

    void Sleep(bool untilAnyEvent, TimeSpan atMost)
    {
        atMost = Waits.Sooner(atMost, target.RunDueWork());
        var start = Stopwatch.GetTimestamp();
        // A signal may come late, for something that has been taken meanwhile: it does not end the sleep.
        while (queue.PrepareToSleep(untilAnyEvent) && wake.Wait(Remaining(atMost, start)))
        {
        }
    }

    static TimeSpan Remaining(TimeSpan atMost, long start)
    {
        if (atMost == Timeout.InfiniteTimeSpan) return atMost;
        return Waits.Remaining(atMost, Stopwatch.GetElapsedTime(start));
    }

    void Process(EventSlice slice)
    {
        var start = Stopwatch.GetTimestamp();
        Write(slice);
        if (SinkMetrics.Instance.TimesBatches) SinkMetrics.Instance.RecordBatch(context.Path, Stopwatch.GetElapsedTime(start));
        if (queue.IsAbandoned) return;
        _ledger.ReportBurst();
        if (queue.IsRoomy && !episode.IsOn) WriteNotice();
        foreach (var ticket in slice.Tickets)
        {
            ticket.Act();
            // Closed before it is answered: a flush that follows the answer must not hear of the same losses again.
            tickets.Close(ticket);
            ticket.Complete(context.Path);
        }
        queue.Recycle(slice);
    }

    void Write(EventSlice slice)
    {
        target.Begin(slice.Events, slice.IsBlock, slice.EncodedAhead);
        while (slice.Count > 0)
        {
            if (!AwaitAttempt())
            {
                GiveUp();
                break;
            }
            if (!TryStep(out var step)) continue;
            if (!queue.TrySettle(step)) break;
            if (step.Failed.Count > 0) _ledger.ReportUnformattable(step.Failed);
            target.FlushToDiskIfDue();
        }
        target.Release();
    }

    bool TryStep(out BatchStep step)
    {
        step = default;
        try
        {
            target.Encode();
            // A formatter that hung may come back after its events were reported as unwritten.
            if (queue.IsAbandoned) return false;
            step = target.WriteNext();
            episode.Succeed();
            return true;
        }
        catch (Exception ex)
        {
            episode.Fail($"could not write to {context.Path}, will be retried", ex);
            return false;
        }
    }

    /// <summary>Waits until the next attempt is due; false when there will be none for the events at hand.</summary>
    bool AwaitAttempt()
    {
        while (episode.Remaining is var remaining && remaining > TimeSpan.Zero)
        {
            if (queue.IsAbandoned || episode.HasLasted(settings.RetryTimeLimit)) return false;
            if (queue.IsClosed && !_triedSinceClosed) return _triedSinceClosed = true;
            if (!wake.Wait(remaining)) break;
        }
        return !queue.IsAbandoned;
    }

    void GiveUp()
    {
        var cause = episode.Cause;
        var rest = queue.GiveUpTaken();
        if (rest.Length > 0) _ledger.ReportGivenUp(rest, cause);
    }

    /// <summary>Tells the log what it is missing, in an event that counts for nobody.</summary>
    void WriteNotice()
    {
        if (_ledger.TakeNotice() is not { } notice) return;
        target.Begin(new[] { notice.ToEvent(context.Clock.GetLocalNow()) }, asBlock: false, encoded: null);
        if (!TryStep(out _)) _ledger.PutBack(notice);
        target.Release();
    }
}
