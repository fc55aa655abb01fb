using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Workers;

/// <summary>
/// The threads that do the work of many sinks. Each work runs on one thread at a time, and works that are ready get their turns in order.
/// One of the threads that have nothing to do watches: it looks when an alarm is due, and whether turns take so long that work waits.
/// </summary>
sealed class WorkerPool
{
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>How long the pool waits when the system has no thread for it.</summary>
    static readonly TimeSpan BeforeNextStart = TimeSpan.FromMilliseconds(100);

    readonly string _name;
    readonly Action<Thread> _start;
    readonly TimeSpan _longestIdle;

    // Guarded by the gate.
    readonly object _gate = new();
    readonly WaitingWork _waiting;
    readonly RunningWork _running;
    readonly Watch _watch;
    readonly SurplusThreads _surplus;
    int _threads;
    int _idleThreads;
    long _nextTidy = WorkItem.Never;
    bool _isEnding;
    Timer? _nextStart;

    /// <param name="name">The name of the threads.</param>
    /// <param name="usualThreads">How many threads run short turns at the same time, unless work waits for long.</param>
    /// <param name="start">Starts a thread; null = as .NET does.</param>
    /// <param name="longestIdle">How long a thread stays without need, if there are others; null = 10 seconds.</param>
    public WorkerPool(string name, int usualThreads, Action<Thread>? start = null, TimeSpan? longestIdle = null)
    {
        _name = name;
        _longestIdle = longestIdle ?? TimeSpan.FromSeconds(10);
        _surplus = new SurplusThreads(_gate, _longestIdle);
        // Unsafe: neither culture nor async locals of the first caller are to reach formatters.
        _start = start ?? (static thread => thread.UnsafeStart());
        _waiting = new WaitingWork(_gate);
        _running = new RunningWork(_gate, usualThreads);
        _watch = new Watch(_gate);
    }

    /// <summary>
    /// Called now and then, about each time that a thread may stay without need, once there were turns. Throws nothing, and returns whether
    /// it is to be called again although there may be no turns.
    /// </summary>
    public Func<bool> Tidy { get; set; } = static () => false;

    /// <summary>How many threads there are. Any thread may ask.</summary>
    public int ThreadCount => Volatile.Read(ref _threads);

    /// <summary>Whether other work waits for a thread, so that a turn should end before long. Any thread may ask.</summary>
    public bool HasReadyWork => _waiting.ReadyCount > 0;

    /// <summary>Asks for a turn of a work. Any thread may call it.</summary>
    public void Wake(WorkItem item)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (item.State == WorkState.Running) item.State = WorkState.RunningAndWoken;
            if (item.State != WorkState.Asleep) return;
            var now = Stopwatch.GetTimestamp();
            _waiting.AddLocked(item, now);
            EnsureWatchLocked(now);
        }
    }

    /// <summary>Runs a turn of a sleeping work on the calling thread. No other thread runs the work meanwhile.</summary>
    /// <param name="item">The work.</param>
    /// <param name="turn">Runs the turn. It neither waits nor calls code of the application, and throws nothing.</param>
    /// <returns>False when the work is not asleep.</returns>
    public bool TryRunHere(WorkItem item, Func<TimeSpan> turn)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (!_waiting.TryTakeAsleepLocked(item)) return false;
        }
        var wait = turn();
        using (Uninterrupted.Enter(_gate))
        {
            var now = Stopwatch.GetTimestamp();
            PutBackLocked(item, wait, now);
            EnsureWatchLocked(now);
        }
        return true;
    }

    /// <summary>Ends the threads as soon as they have no work: the library is being unloaded, which a thread would prevent.</summary>
    public void End()
    {
        using (Uninterrupted.Enter(_gate))
        {
            _isEnding = true;
            Monitor.PulseAll(_gate);
        }
    }

    void Run()
    {
        var context = ExecutionContext.Capture()!;
        using (Uninterrupted.Enter(_gate)) _watch.LeaveLocked();
        while (TakeNext() is { } item)
        {
            var wait = item.RunTurn(context);
            Restore(Thread.CurrentThread);
            PutBack(item, wait);
        }
    }

    /// <summary>Takes back what code of the application may have set.</summary>
    static void Restore(Thread thread)
    {
        if (!thread.IsBackground) thread.IsBackground = true;
        if (thread.Priority != ThreadPriority.Normal) thread.Priority = ThreadPriority.Normal;
    }

    /// <summary>Waits for work; null ends the thread.</summary>
    WorkItem? TakeNext()
    {
        using (Uninterrupted.Enter(_gate))
        {
            var idleSince = Stopwatch.GetTimestamp();
            while (true)
            {
                var now = Stopwatch.GetTimestamp();
                _waiting.AddDueLocked(now);
                var next = NextLookLocked(now);
                if (next <= now) return TakeLocked(now);
                if (_nextTidy <= now) TidyLocked(now);
                var leaveAt = Timestamps.After(idleSince, _longestIdle);
                if (MayLeaveLocked() && (leaveAt <= now || _isEnding || _surplus.TryTakeLocked(now)))
                {
                    _threads--;
                    EnsureWatchLocked(now);
                    return null;
                }
                IdleLocked(Math.Min(_nextTidy, MayLeaveLocked() ? Math.Min(next, leaveAt) : next), now);
            }
        }
    }

    void PutBack(WorkItem item, TimeSpan wait)
    {
        using (Uninterrupted.Enter(_gate))
        {
            var now = Stopwatch.GetTimestamp();
            _running.RemoveLocked(item);
            item.IsSlow = RunningWork.WasSlow(item.Since, now) && (item.IsSlow || HasReadyWork);
            if (_nextTidy == WorkItem.Never) _nextTidy = Timestamps.After(now, _longestIdle);
            PutBackLocked(item, wait, now);
        }
    }

    void PutBackLocked(WorkItem item, TimeSpan wait, long now)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (item.State == WorkState.RunningAndWoken || wait == TimeSpan.Zero) _waiting.AddLocked(item, now);
        else _waiting.SleepLocked(item, wait, now);
    }

    void TidyLocked(long now)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        _nextTidy = Tidy() ? Timestamps.After(now, _longestIdle) : WorkItem.Never;
    }

    WorkItem TakeLocked(long now)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        // Work that is not slow comes first: it has threads of its own, and does not wait for a slow disk.
        var item = _waiting.TakeLocked(slow: NextTurnLocked(slow: false, now) > now, now);
        _running.AddLocked(item);
        EnsureWatchLocked(now);
        return item;
    }

    /// <summary>The timestamp at which a thread has something to do: to run work that waits, or to look at an alarm.</summary>
    long NextLookLocked(long now)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        return Math.Min(_waiting.NextAlarmLocked(), Math.Min(NextTurnLocked(slow: false, now), NextTurnLocked(slow: true, now)));
    }

    long NextTurnLocked(bool slow, long now)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        return _running.NextTurnLocked(slow, _waiting.FirstSinceLocked(slow), now);
    }

    /// <summary>Calls an idle thread, or starts one, unless one of them looks early enough.</summary>
    void EnsureWatchLocked(long now)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (NextLookLocked(now) >= _watch.UntilLocked()) return;
        _watch.CallLocked();
        if (_idleThreads > 0) Monitor.Pulse(_gate);
        else StartThreadLocked();
    }

    void StartThreadLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        _threads++;
        try
        {
            _start(new Thread(Run) { IsBackground = true, Name = _name });
        }
        catch (Exception)
        {
            // The system has no more threads or no memory for one. That may pass, and no event is lost meanwhile.
            _threads--;
            _watch.CallFailedLocked();
            _nextStart ??= new Timer(_ => StartAgain());
            _nextStart.Change(BeforeNextStart, Timeout.InfiniteTimeSpan);
        }
    }

    void StartAgain()
    {
        using (Uninterrupted.Enter(_gate)) EnsureWatchLocked(Stopwatch.GetTimestamp());
    }

    /// <summary>Whether the pool can do without the calling thread, which has nothing to do.</summary>
    bool MayLeaveLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        return _isEnding ? !HasReadyWork && _waiting.NextAlarmLocked() == WorkItem.Never : _idleThreads > 0;
    }

    void IdleLocked(long until, long now)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        _watch.BeginLocked(until);
        _idleThreads++;
        try
        {
            Monitor.Wait(_gate, Waits.Sooner(LongestWait, Timestamps.Until(until, now)));
        }
        catch (ThreadInterruptedException)
        {
            // Code of the application has interrupted its own thread, and this has nothing to do with the next work.
        }
        _idleThreads--;
        _surplus.NoteIdleLocked(_idleThreads);
        _watch.LeaveLocked();
    }
}
