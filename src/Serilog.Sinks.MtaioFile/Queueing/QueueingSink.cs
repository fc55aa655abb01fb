using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The sink that the logger sees: adds events to the queue, and waits for the worker where the caller asked for that.</summary>
sealed class QueueingSink : ILogEventSink, ISetLoggingFailureListener, IWork, IWorkerCondition, IDisposable, IAsyncDisposable
{
    readonly EventQueue _queue;
    readonly QueueLifecycle _lifecycle;
    readonly BatchWorker _worker;
    readonly WorkItem _turns;
    readonly ExitWatch _exit;
    readonly Patience _patience;
    readonly OpenTickets _tickets;
    readonly AwaitedEvents _awaited;
    readonly SinkCounters _counters;
    readonly DropLedger _ledger;
    readonly FailureReporter _reporter;
    readonly LogEventLevel? _flushOnLevel;
    readonly string _path;
    readonly Func<bool> _mayWait;
    readonly ClosingTime _closing;

    // Completes when the worker's last turn has ended.
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Callers that wait for an event at FlushOnLevel or above.
    Task? _timedOutWait;

    public QueueingSink(QueueSettings settings, SinkContext context, EventQueue queue, BatchWorker worker, OpenTickets tickets)
    {
        _queue = queue;
        _lifecycle = queue.Lifecycle;
        _worker = worker;
        _turns = queue.Turns = new WorkItem(SinkWorkers.Pool, this);
        _exit = new ExitWatch(this);
        _patience = new Patience(this, _exit);
        _tickets = tickets;
        _awaited = context.Counters.Awaited;
        _counters = context.Counters;
        _ledger = context.Ledger;
        _reporter = context.Reporter;
        _flushOnLevel = settings.FlushOnLevel;
        _path = context.Path;
        _mayWait = MayWait;
        _closing = new ClosingTime(settings.ShutdownTimeout, queue, worker, _turns);
        ShutdownTimeout = settings.ShutdownTimeout;
    }

    public TimeSpan ShutdownTimeout { get; }

    public bool IsHopeless => _worker.IsHopeless;

    public long HoldingCall => _worker.ApplicationCall is not 0 and var call ? call : ApplicationCalls.On(_turns.ThreadId);

    /// <summary>How full the queue is, from 0 to 1.</summary>
    public double QueueFill => _queue.Fill;

    /// <summary>Whether closing has ended: the rest is written or dropped.</summary>
    public bool IsClosed => _ended.Task.IsCompleted || _lifecycle.IsAbandoned;

    /// <summary>Ends what the sink has written when the process ends without closing it; null = there is nothing to do.</summary>
    public Action? EndOfLog { get; init; }

    /// <summary>Whether each call waits until its event is written once the process has begun to end.</summary>
    public bool FollowsProcessExit { get; set; }

    public void SetFailureListener(ILoggingFailureListener failureListener) => _reporter.Listener = failureListener;

    public void Emit(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        if (WriteReceipts.Current is { } receipts) receipts.Add(EmitAwaited(logEvent));
        else AfterAdd(Add(logEvent), MustFlush(logEvent) && MayWait());
    }

    /// <summary>Emits events that belong together: they are written without other events between them.</summary>
    public void EmitBlock(IReadOnlyList<LogEvent> block)
    {
        if (block.Count == 0) return;
        foreach (var logEvent in block) BeforeAdd(logEvent);
        var result = _queue.AddBlock(block, _mayWait);
        if (result == AddResult.Late)
        {
            foreach (var logEvent in block) _ledger.ReportLate(logEvent);
        }
        AfterAdd(result, block.Any(MustFlush) && MayWait());
    }

    /// <summary>
    /// Completes when every event accepted so far is settled and <paramref name="action"/>, which the worker runs after them, has returned.
    /// </summary>
    /// <exception cref="IOException">Events were dropped, or the action failed.</exception>
    /// <exception cref="InvalidOperationException">The sink itself has called this code, which must not wait for it.</exception>
    public Task FlushAsync(Action? action, CancellationToken cancellationToken)
    {
        var mayWait = MayWait();
        var ticket = new QueueTicket(action, reportsToCaller: mayWait);
        if (!TryAdd(ticket)) return _tickets.FlushClosed(_path);
        if (!mayWait) return CannotWait();
        return cancellationToken.CanBeCanceled ? AwaitOrDetachAsync(ticket, cancellationToken) : ticket.Task;
    }

    /// <summary>The worker runs an action when every event accepted so far is settled. The caller does not learn of its end.</summary>
    public void Post(Action action) => TryAdd(new QueueTicket(action, reportsToCaller: false));

    /// <summary>
    /// Waits for a flush. After one timed-out wait no call waits until that flush completes, so that a hung disk costs one wait in all.
    /// </summary>
    public void AwaitFlush(Task flush, TimeSpan atMost)
    {
        try
        {
            if (!_patience.Wait(flush, atMost)) Volatile.Write(ref _timedOutWait, flush);
        }
        catch (AggregateException)
        {
            // The failure listener has the dropped events.
        }
    }

    public long Pending => _counters.ReadTotals().Pending;

    /// <summary>Tells of the events that are not written when the process ends.</summary>
    public void TellUnwritten() => _reporter.ReportDropped(
        LoggingFailureKind.Final, $"{Pending} events for {_path} are not written when the process ends");

    /// <summary>Notes that the process begins to end, before any thread waits because of that.</summary>
    public void NoteExit() => _exit.NoteExit();

    /// <summary>Retries a failing write at once.</summary>
    public void RetryNow() => _worker.RetryNow();

    /// <summary>Runs a turn of the worker, until the last one has ended.</summary>
    public TimeSpan RunTurn()
    {
        if (_ended.Task.IsCompleted) return Timeout.InfiniteTimeSpan;
        try
        {
            if (_worker.RunTurn() is { } wait) return wait;
        }
        catch (Exception ex)
        {
            // No formatter, file or listener can cause this. If a bug does, the events are still accounted for.
            _reporter.ReportTemporary($"the worker writing {_path} failed", ex);
            AbandonRest();
        }
        _ended.SetResult();
        return Timeout.InfiniteTimeSpan;
    }

    public void Dispose()
    {
        BeginClose();
        if (IsAwaitedByWorker())
        {
            _ = AwaitEndAsync();
            return;
        }
        // This thread waits by itself: the continuation of a task may find no thread to run on.
        if (!_patience.Wait(_ended.Task, () => _closing.Remaining)) _closing.NoteTimeOut();
        AbandonRest();
    }

    public ValueTask DisposeAsync()
    {
        BeginClose();
        var end = AwaitEndAsync();
        return IsAwaitedByWorker() ? ValueTask.CompletedTask : new ValueTask(end);
    }

    AddResult Add(LogEvent logEvent)
    {
        BeforeAdd(logEvent);
        var result = _queue.Add(logEvent, _mayWait);
        if (result == AddResult.Late) _ledger.ReportLate(logEvent);
        return result;
    }

    /// <summary>Emits an event whose caller awaits what becomes of it.</summary>
    Task EmitAwaited(LogEvent logEvent)
    {
        if (!MayWait())
        {
            AfterAdd(Add(logEvent), flush: false);
            return CannotWait();
        }
        _awaited.Add(logEvent);
        AfterAdd(Add(logEvent), flush: false);
        // The ticket is about all events before it, which the next flush reports.
        var ticket = new QueueTicket(reportsToCaller: false);
        return _awaited.AwaitWritten(logEvent, TryAdd(ticket) ? ticket.Task : Task.CompletedTask);
    }

    /// <summary>
    /// Whether the worker may be waiting for the current thread: inside a formatter, or inside a hook or report under the path's gate.
    /// </summary>
    bool IsAwaitedByWorker() => _turns.IsRunningHere || _worker.MayNeedThisThread;

    /// <summary>Whether the current thread may wait for the worker. A listener may take turns with itself, so it may not.</summary>
    bool MayWait() => !IsAwaitedByWorker() && !_reporter.IsReportingHere;

    /// <summary>Whether the call waits until its event is written: when the process ends, nothing is written after the call.</summary>
    bool MustFlush(LogEvent logEvent) => logEvent.Level >= _flushOnLevel || (FollowsProcessExit && ProcessExitFlush.HasBegunHere);

    void BeforeAdd(LogEvent logEvent)
    {
        if (_reporter.IsReportingHere) _reporter.MarkUnreportable(logEvent);
    }

    void AfterAdd(AddResult result, bool flush)
    {
        if (_ledger.HasFullBurst) _ledger.ReportBurst();
        if (flush && result == AddResult.Queued) AwaitWritten();
        // Callers whose events are dropped could otherwise keep the worker from the lock, and so from making room.
        if (result == AddResult.Refused) Thread.Yield();
    }

    bool TryAdd(QueueTicket ticket) => _queue.TryAdd(ticket);

    /// <summary>Fails at once what would never complete while its caller waits for it.</summary>
    static Task CannotWait()
    {
        const string Reason = "code that the sink has called cannot wait for the sink; what it asked for is done afterwards";
        var failed = Task.FromException(new InvalidOperationException(Reason));
        _ = failed.Exception;
        return failed;
    }

    async Task AwaitOrDetachAsync(QueueTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            await ticket.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (_tickets.TryDetach(ticket)) throw;
            await ticket.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Waits until what was just queued is written.</summary>
    void AwaitWritten()
    {
        if (Volatile.Read(ref _timedOutWait) is { IsCompleted: false }) return;
        // The logging call returns nothing: the next flush reports the drops.
        var ticket = new QueueTicket(reportsToCaller: false);
        if (TryAdd(ticket)) AwaitFlush(ticket.Task, ShutdownTimeout);
    }

    void BeginClose()
    {
        // Also when the worker has failed, which leaves the queue abandoned: the registers would keep the sink alive.
        ProcessExitFlush.Unregister(this);
        LiveSinks.Unregister(this);
        // Thousands of sinks may be closed that were never used: none of them needs a thread for that.
        if (_queue.TryCloseUnused()) RunTurn();
        else if (!SinkWorkers.Pool.TryRunHere(_turns, RunLastTurn)) _queue.TryClose();
    }

    /// <summary>
    /// The worker is asleep, and the calling thread runs its last turn if that only closes the file: two changes of threads would take
    /// longer.
    /// </summary>
    TimeSpan RunLastTurn()
    {
        if (_worker.EndsAtOnce && _queue.TryCloseEmpty()) return RunTurn();
        _queue.TryClose();
        return TimeSpan.Zero;
    }

    /// <summary>Gives the worker its time to empty the queue, then abandons the rest.</summary>
    async Task AwaitEndAsync()
    {
        if (await _patience.WaitAsync(_ended.Task, () => _closing.Remaining).ConfigureAwait(false)) return;
        _closing.NoteTimeOut();
        AbandonRest();
    }

    void AbandonRest()
    {
        if (_ended.Task.IsCompleted) return;
        var rest = _queue.Abandon();
        _tickets.FailAll(_path);
        _ledger.ReportBurst();
        if (rest.Events.Length > 0) _ledger.ReportAbandoned(rest.Events, _worker.FailureCause);
    }
}
