using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>What the logger sees: takes events into the queue, and waits for the worker where somebody asked for it.</summary>
sealed class QueueingSink : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    readonly EventQueue _queue;
    readonly BatchWorker _worker;
    readonly OpenTickets _tickets;
    readonly DropLedger _ledger;
    readonly FailureReporter _reporter;
    readonly FailureEpisode _episode;
    readonly LogEventLevel? _flushOnLevel;
    readonly string _path;
    readonly Thread _thread;
    readonly Func<bool> _mayWait;
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _started;
    long _closedAt;
    Task? _unanswered;

    public QueueingSink(QueueSettings settings, SinkContext context, EventQueue queue, BatchWorker worker, OpenTickets tickets, FailureEpisode episode)
    {
        (_queue, _worker, _tickets, _ledger, _reporter, _episode) = (queue, worker, tickets, context.Ledger, context.Reporter, episode);
        (_flushOnLevel, _path, ShutdownTimeout) = (settings.FlushOnLevel, context.Path, settings.ShutdownTimeout);
        _mayWait = MayWait;
        _thread = new Thread(RunWorker) { IsBackground = true, Name = $"MtaioFile {_path}" };
    }

    public TimeSpan ShutdownTimeout { get; }

    bool IsWorkerThread => ReferenceEquals(Thread.CurrentThread, _thread);

    public void SetFailureListener(ILoggingFailureListener failureListener) => _reporter.Listener = failureListener;

    public void Emit(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        Prepare(logEvent);
        var result = _queue.Add(logEvent, _mayWait);
        if (result == AddResult.Closed) _ledger.ReportAfterClose(logEvent);
        Follow(result, logEvent.Level >= _flushOnLevel && MayWait());
    }

    /// <summary>Emits events that belong together: they are written without others between.</summary>
    public void EmitBlock(IReadOnlyList<LogEvent> block)
    {
        if (block.Count == 0) return;
        foreach (var logEvent in block) Prepare(logEvent);
        var result = _queue.AddBlock(block, _mayWait);
        if (result == AddResult.Closed)
        {
            foreach (var logEvent in block) _ledger.ReportAfterClose(logEvent);
        }
        Follow(result, block.Any(e => e.Level >= _flushOnLevel) && MayWait());
    }

    /// <summary>Completes when everything accepted so far is settled and <paramref name="action"/>, run by the worker after it, has returned.</summary>
    /// <exception cref="IOException">Events were lost, or the action failed.</exception>
    public Task FlushAsync(Action? action, CancellationToken cancellationToken)
    {
        var ticket = new QueueTicket(action);
        if (!TryAdd(ticket)) return Task.CompletedTask;
        return cancellationToken.CanBeCanceled ? AwaitOrDesertAsync(ticket, cancellationToken) : ticket.Task;
    }

    /// <summary>Whether the current thread may be made to wait for the worker, as the worker does not wait for it.</summary>
    bool MayWait() => !IsWorkerThread && !ProducerHelp.IsEncodingHere;

    void Prepare(LogEvent logEvent)
    {
        if (_reporter.IsReportingHere) _reporter.MarkUnreportable(logEvent);
        EnsureStarted();
    }

    /// <summary>Does what may follow when events were brought to the queue, whether they are in it or others had to go for them.</summary>
    void Follow(AddResult result, bool flush)
    {
        if (_ledger.HasFullBurst) _ledger.ReportBurst();
        if (flush && result == AddResult.Queued) AwaitWritten();
    }

    bool TryAdd(QueueTicket ticket)
    {
        EnsureStarted();
        return _queue.TryAdd(ticket);
    }

    static async Task AwaitOrDesertAsync(QueueTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            await ticket.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ticket.Desert();
            throw;
        }
    }

    public void Dispose()
    {
        BeginClose();
        if (IsWorkerThread)
        {
            _ = CloseInTimeAsync();
            return;
        }
        // Waited for on this thread: the continuation of a task may find no thread to run on.
        _ended.Task.Wait(RemainingShutdownTime());
        AbandonRest();
    }

    public ValueTask DisposeAsync()
    {
        BeginClose();
        var closing = CloseInTimeAsync();
        return IsWorkerThread ? ValueTask.CompletedTask : new ValueTask(closing);
    }

    /// <summary>Starts the worker with the first use of the sink, when its failure listener is in place.</summary>
    void EnsureStarted()
    {
        // Unsafe: neither culture nor async locals of the first caller are to reach formatters.
        if (Volatile.Read(ref _started) == 0 && Interlocked.Exchange(ref _started, 1) == 0) _thread.UnsafeStart();
    }

    void RunWorker()
    {
        try
        {
            _worker.Run();
        }
        catch (Exception ex)
        {
            // Nothing that a formatter, file or listener does leads here; if a bug does, the events are still accounted for.
            _reporter.ReportTemporary($"the worker writing {_path} failed", ex);
            AbandonRest();
        }
        _ended.SetResult();
    }

    /// <summary>Waits until what was just queued is written; after a wait in vain nobody waits again until that one is answered.</summary>
    void AwaitWritten()
    {
        if (Volatile.Read(ref _unanswered) is { IsCompleted: false }) return;
        // The logging call returns nothing: what is lost is for the next flush to tell.
        var ticket = new QueueTicket(tellsCaller: false);
        if (!TryAdd(ticket)) return;
        try
        {
            if (!ticket.Task.Wait(ShutdownTimeout)) Volatile.Write(ref _unanswered, ticket.Task);
        }
        catch (AggregateException)
        {
            // It was lost, which the failure listener is told of.
        }
    }

    /// <summary>Gives the worker its time to empty the queue, and gives up the rest.</summary>
    async Task CloseInTimeAsync()
    {
        try
        {
            await _ended.Task.WaitAsync(RemainingShutdownTime()).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            AbandonRest();
        }
    }

    void BeginClose()
    {
        if (Interlocked.CompareExchange(ref _closedAt, Stopwatch.GetTimestamp(), 0) != 0) return;
        ProcessExitFlush.Unregister(this);
        EnsureStarted();
        _queue.Close();
    }

    TimeSpan RemainingShutdownTime()
    {
        var remaining = ShutdownTimeout - Stopwatch.GetElapsedTime(_closedAt);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    void AbandonRest()
    {
        if (_ended.Task.IsCompleted) return;
        var rest = _queue.Abandon();
        _tickets.FailAll(_path);
        _ledger.ReportBurst();
        if (rest.Length > 0) _ledger.ReportUnwritten(rest, _episode.Cause);
    }
}
