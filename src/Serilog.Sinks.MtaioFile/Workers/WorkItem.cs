using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Workers;

/// <summary>A work and its place in a pool. While it has nothing to do, it costs some dozen bytes and no thread.</summary>
/// <param name="pool">The pool whose threads do the work.</param>
/// <param name="work">The work.</param>
sealed class WorkItem(WorkerPool pool, IWork work)
{
    /// <summary>The timestamp of an alarm that is never due.</summary>
    public const long Never = long.MaxValue;

    static long s_lastId;

    volatile int _threadId;
    TimeSpan _wait;

    /// <summary>Tells works with the same alarm apart.</summary>
    public long Id { get; } = Interlocked.Increment(ref s_lastId);

    /// <summary>The id of the thread that runs a turn now; 0 = none. Any thread may ask.</summary>
    public int ThreadId => _threadId;

    /// <summary>Whether the work waits for a thread. Any thread may ask.</summary>
    public bool IsInLine => State == WorkState.Ready;

    /// <summary>Whether the calling thread runs a turn of this work.</summary>
    public bool IsRunningHere => _threadId == Environment.CurrentManagedThreadId;

    /// <summary>Whether one turn lasts since before a timestamp. Any thread may ask.</summary>
    public bool IsRunningSince(long timestamp) => _threadId != 0 && Since < timestamp;

    /// <summary>Where the work is between two turns. Guarded by the lock of the pool, like what follows.</summary>
    public WorkState State { get; set; }

    /// <summary>The timestamp at which the work wakes by itself. Changes while the work is not asleep only.</summary>
    public long DueAt { get; set; } = Never;

    /// <summary>Whether the last turn took long while other work waited: it has a line of its own.</summary>
    public bool IsSlow { get; set; }

    /// <summary>The timestamp since which the work waits for a thread, or runs.</summary>
    public long Since { get; set; }

    /// <summary>Asks for a turn. If one is running, another one follows. Any thread may call it.</summary>
    public void Wake() => pool.Wake(this);

    /// <summary>
    /// Runs a turn on the calling thread. Culture and async locals that code of the application changes are gone after the turn.
    /// </summary>
    /// <param name="context">The context of a thread on which nothing has run.</param>
    public TimeSpan RunTurn(ExecutionContext context)
    {
        _threadId = Environment.CurrentManagedThreadId;
        ExecutionContext.Run(context, static item => ((WorkItem)item!).RunTurn(), this);
        _threadId = 0;
        return _wait;
    }

    void RunTurn()
    {
        _wait = work.RunTurn();
        Debug.Assert(_wait >= TimeSpan.Zero || _wait == Timeout.InfiniteTimeSpan);
    }
}
