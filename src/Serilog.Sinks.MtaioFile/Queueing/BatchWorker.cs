using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Empties the queue: takes a batch, writes it step by step, retries failed steps, completes its tickets. It works by turns, and never
/// waits: where there is nothing to do now, the turn ends.
/// </summary>
sealed class BatchWorker
{
    /// <summary>A turn that has lasted longer ends if other sinks wait for a thread.</summary>
    static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(5);

    /// <summary>A call that waits although the queue is empty waits for other queues, which tell nobody when they make room.</summary>
    static readonly TimeSpan BetweenLooksForRoom = TimeSpan.FromMilliseconds(50);

    readonly QueueSettings _settings;
    readonly SinkContext _context;
    readonly EventQueue _queue;
    readonly OpenTickets _tickets;
    readonly IBatchTarget _target;
    readonly DropLedger _ledger;
    readonly QueueLifecycle _lifecycle;
    readonly TakenBatch _taken;
    readonly FailureEpisode _episode;
    readonly Alarm _alarm;
    readonly AttemptWait _attempts;
    NoticeWriter? _notice;

    // Whether a batch is being written, and since when.
    bool _isWriting;
    long _batchBegunAt;
    BatchPart? _lastPart;

    // Whether to take the slice that is being filled, and what ends a sleep.
    bool _partial;
    bool _isAsleep;

    public BatchWorker(QueueSettings settings, SinkContext context, EventQueue queue, OpenTickets tickets, Alarm alarm, IBatchTarget target)
    {
        _settings = settings;
        _context = context;
        _queue = queue;
        _tickets = tickets;
        _target = target;
        _ledger = context.Ledger;
        _lifecycle = queue.Lifecycle;
        _taken = queue.Taken;
        _episode = new FailureEpisode(context.Reporter, context.Clock);
        _alarm = alarm;
        _attempts = new AttemptWait(settings.RetryTimeLimit, _lifecycle, _episode, _alarm, target);
        _partial = settings.WriteFirstAtOnce;
    }

    /// <summary>The latest failure, while writing fails; null otherwise. Any thread may ask.</summary>
    public Exception? FailureCause => _episode.Cause;

    /// <summary>Whether writing fails because the file could never be opened. Any thread may ask.</summary>
    public bool IsHopeless => !_target.HasBeenOpened && FailureCause is not null;

    /// <summary>Whether the attempt to write that closing grants has failed. Any thread may ask.</summary>
    public bool HasFailedSinceClosing => _attempts.HasFailedSinceClosing;

    /// <summary>Whether the worker may be waiting for what the current thread holds.</summary>
    public bool MayNeedThisThread => _target.IsHeldHere;

    /// <summary>
    /// Whether the worker, which does not run, has nothing left to do but to close its target, and that does not take long.
    /// </summary>
    public bool EndsAtOnce => !_isWriting && !_episode.IsOn && !_ledger.HasNews && _target.IsClosedAtOnce;

    /// <summary>The number of the application's call that holds up the target now; 0 = none. Any thread may ask.</summary>
    public long ApplicationCall => _target.ApplicationCall;

    NoticeWriter Notice => _notice ??= new NoticeWriter(_context, _target, _episode);

    /// <summary>Makes the next attempt without the rest of its back-off. Any thread may call it.</summary>
    public void RetryNow()
    {
        _attempts.EndNow();
        _queue.Wake();
    }

    /// <summary>Does what can be done without waiting, or a part of it if other sinks wait for a thread.</summary>
    /// <returns>The time until the next turn; null = the queue is finished or abandoned, and this was the last turn.</returns>
    public TimeSpan? RunTurn()
    {
        _queue.BeginTurn();
        var start = Stopwatch.GetTimestamp();
        while (_isWriting || TryTakeNext())
        {
            if (!TryProcess()) return _alarm.Remaining;
            if (SinkWorkers.Pool.HasReadyWork && Stopwatch.GetElapsedTime(start) > LongestTurn) return TimeSpan.Zero;
        }
        if (_lifecycle.WorkerGoesOn) return _alarm.Remaining;
        End();
        return null;
    }

    void End()
    {
        _ledger.ReportBurst();
        // The disk may be well again, and this is the last chance for the drop notice.
        if (!_lifecycle.IsAbandoned) Notice.Write();
        _target.Close();
        _alarm.Dispose();
    }

    /// <summary>Takes the next batch. If there is none, the worker sleeps, or has come to its end.</summary>
    bool TryTakeNext()
    {
        while (!_lifecycle.IsAbandoned)
        {
            if (_isAsleep && !TryWake()) return false;
            if (_queue.TryTake(_partial) is { } part)
            {
                _partial = false;
                BeginBatch(part);
                return true;
            }
            if (_queue.TryFinish()) return false;
            FallAsleep();
        }
        return false;
    }

    /// <summary>
    /// If a partial slice was asked for, nothing is there, and any event ends the sleep. Else events keep coming: they gather for a period,
    /// or until they fill a batch.
    /// </summary>
    void FallAsleep()
    {
        var atMost = _partial ? Timeout.InfiniteTimeSpan : _settings.Period;
        if (_queue.HasWaitingCalls) atMost = Waits.Sooner(atMost, BetweenLooksForRoom);
        if (_queue.IsRoomy) atMost = Waits.Sooner(atMost, Notice.WriteWhenIdle());
        _alarm.Set(Waits.Sooner(atMost, _target.RunDueWork()));
        _isAsleep = true;
    }

    /// <summary>Ends the sleep if there is a reason to. The signal may have belonged to a slice that was already taken.</summary>
    bool TryWake()
    {
        if (!_alarm.HasRung && _queue.TrySleep(untilAnyEvent: _partial)) return false;
        _isAsleep = false;
        _partial = !_partial || _settings.WriteFirstAtOnce;
        return true;
    }

    void BeginBatch(BatchPart part)
    {
        _isWriting = true;
        _batchBegunAt = Stopwatch.GetTimestamp();
        _lastPart = part;
        _attempts.BeginBatch();
        _target.Begin(part, _queue.IsNearEnd);
    }

    /// <summary>Settles the batch and completes its tickets.</summary>
    /// <returns>False when the rest of the batch waits for its next attempt.</returns>
    bool TryProcess()
    {
        try
        {
            if (!TryWrite()) return false;
            _target.Release();
            ReportWritten();
        }
        catch (Exception ex)
        {
            // Code of the user that only watches leads here, such as a clock or a listener of the meter: it must not stop the log.
            _target.Release();
            _context.Reporter.ReportTemporary($"the worker writing {_context.Path} failed and goes on", ex);
            GiveUpRest(ex);
        }
        _isWriting = false;
        _lastPart = null;
        CompleteTickets();
        if (!_lifecycle.IsAbandoned) _taken.Recycle();
        return true;
    }

    /// <summary>Completes the tickets of the slices whose events are all settled: they need not wait for the rest of the batch.</summary>
    void CompleteTickets()
    {
        while (!_lifecycle.IsAbandoned && _taken.NextSettled() is { } slice)
        {
            foreach (var ticket in slice.Tickets)
            {
                ticket.RunAction();
                // Closed first: a flush that starts after the completion must not report the same drops again.
                _tickets.Close(ticket);
                ticket.Complete(_context.Path);
            }
        }
    }

    void ReportWritten()
    {
        SinkMetrics.Instance.RecordBatch(_context.Path, _batchBegunAt);
        if (_lifecycle.IsAbandoned) return;
        _ledger.ReportBurst();
        if (_queue.IsRoomy && !_episode.IsOn) Notice.Write();
    }

    /// <summary>Writes the batch, as far as it need not wait for another attempt.</summary>
    bool TryWrite()
    {
        while (_taken.Count > 0)
        {
            var attempt = _attempts.Next();
            if (attempt == Attempt.Wait) return false;
            if (attempt == Attempt.GiveUp)
            {
                GiveUpRest(_episode.Cause);
                break;
            }
            if (!TryStep(out var step)) continue;
            if (!_taken.TrySettle(step)) break;
            if (step.Failed.Count > 0) _ledger.ReportUnformattable(step.Failed);
            _target.FlushToDiskIfDue();
            // The tickets of the last slices are completed after the report of the batch.
            if (_taken.Count == 0) break;
            _ledger.ReportBurst();
            CompleteTickets();
        }
        return true;
    }

    /// <summary>Makes one attempt to write the next lines.</summary>
    bool TryStep(out BatchStep step)
    {
        step = default;
        try
        {
            Encode();
            // A formatter that hung may return after its events were reported as abandoned.
            if (_lifecycle.IsAbandoned) return false;
            step = _target.WriteNext();
            _episode.Succeed();
            return true;
        }
        catch (Exception ex)
        {
            _target.NoteFailure();
            _episode.Fail($"could not write to {_context.Path}", ", will be retried", ex);
            return false;
        }
    }

    /// <summary>
    /// Encodes what the next write takes, slice by slice. A slice is taken only when the one before it is encoded: until then producers can
    /// fill others, and events that are encoded need not live until the write ends.
    /// </summary>
    void Encode()
    {
        _target.Encode();
        // After a failure, only what has failed is tried again.
        while (!_episode.IsOn && _target.HasRoom && !_lifecycle.IsAbandoned)
        {
            // Without the lock, for which producers compete.
            if (!_ledger.WantsEvents) _lastPart?.ReleaseEvents();
            if (_queue.TryContinue() is not { } part) return;
            _lastPart = part;
            _target.Add(part);
            _target.Encode();
        }
    }

    /// <summary>Gives up the rest of the batch. An abandoned queue has no rest: Abandon has dropped it.</summary>
    void GiveUpRest(Exception? cause)
    {
        var rest = _taken.DropRest();
        if (rest.Events.Length > 0) _ledger.ReportGivenUp(rest.Events, rest.Numbers, cause);
    }
}
