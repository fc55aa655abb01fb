using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The states of a queue from its first event to its end, and the transitions between them.</summary>
/// <remarks>
/// <code>
/// state     | is entered when                                   | events enter | tickets enter | the worker goes on
/// Open      | the sink is created                               | yes          | yes           | yes
/// Closed    | the sink is disposed for the first time           | no: late     | yes           | until the queue is empty
/// Abandoned | ShutdownTimeout has passed, or the worker failed  | no: late     | no            | no, and settles nothing more
/// Finished  | the worker finds the closed queue empty           | no: late     | no            | no
/// </code>
/// Open leads to Closed or Abandoned, Closed to Abandoned or Finished. Those two are final. Any thread may ask for the state; transitions
/// need the queue's lock.
/// </remarks>
/// <param name="gate">The queue's lock.</param>
sealed class QueueLifecycle(object gate)
{
    // Guarded by the queue's lock, read without it.
    volatile QueueState _state;
    long _closedAt;

    // The worker alone.
    bool _isClosingAttemptMade;

    public QueueState State => _state;

    public bool AdmitsEvents => _state == QueueState.Open;

    public bool AdmitsTickets => _state is QueueState.Open or QueueState.Closed;

    public bool IsAbandoned => _state == QueueState.Abandoned;

    /// <summary>Whether the worker has anything to do, now or later.</summary>
    public bool WorkerGoesOn => AdmitsTickets;

    /// <summary>The timestamp at which the queue has left <see cref="QueueState.Open"/>. Valid only after that.</summary>
    public long ClosedAt => Volatile.Read(ref _closedAt);

    /// <summary>The time since then.</summary>
    public TimeSpan TimeSinceClosed => Stopwatch.GetElapsedTime(ClosedAt);

    /// <summary>Whether one state may follow another directly.</summary>
    public static bool MayFollow(QueueState current, QueueState next) => (current, next) switch
    {
        (QueueState.Open, QueueState.Closed or QueueState.Abandoned) => true,
        (QueueState.Closed, QueueState.Abandoned or QueueState.Finished) => true,
        _ => false,
    };

    /// <summary>Closes an open queue.</summary>
    /// <returns>False when the queue was closed before.</returns>
    public bool TryCloseLocked()
    {
        if (_state != QueueState.Open) return false;
        EnterLocked(QueueState.Closed);
        return true;
    }

    /// <summary>Abandons a queue in which anything may be left.</summary>
    /// <returns>False when the queue had come to its end before.</returns>
    public bool TryAbandonLocked()
    {
        if (!WorkerGoesOn) return false;
        EnterLocked(QueueState.Abandoned);
        return true;
    }

    /// <summary>Finishes a closed queue that is empty.</summary>
    public void FinishLocked() => EnterLocked(QueueState.Finished);

    /// <summary>
    /// Closing grants the worker one attempt without waiting for its back-off: the target may have recovered, and time is short. Called by
    /// the worker alone.
    /// </summary>
    /// <returns>True for the first call after closing.</returns>
    public bool TryTakeClosingAttempt()
    {
        if (_isClosingAttemptMade || _state == QueueState.Open) return false;
        _isClosingAttemptMade = true;
        return true;
    }

    void EnterLocked(QueueState next)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        Debug.Assert(MayFollow(_state, next), $"{next} may not follow {_state}");
        if (_state == QueueState.Open) Volatile.Write(ref _closedAt, Stopwatch.GetTimestamp());
        _state = next;
    }
}
