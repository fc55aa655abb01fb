using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Workers;

/// <summary>Knows when one of the idle threads of a pool looks again, so that no more threads are called than necessary.</summary>
/// <param name="gate">The lock of the pool, which guards everything here.</param>
sealed class Watch(object gate)
{
    Thread? _watcher;
    long _watcherLooksAt = WorkItem.Never;
    bool _isCalled;

    /// <summary>The timestamp at which an idle thread looks again at the latest; zero when one is on its way.</summary>
    public long UntilLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return _isCalled ? 0 : _watcherLooksAt;
    }

    /// <summary>Notes that an idle thread was called, or another one started: it looks at once.</summary>
    public void CallLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _isCalled = true;
    }

    /// <summary>Notes that the thread that was called does not come.</summary>
    public void CallFailedLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _isCalled = false;
    }

    /// <summary>Notes that the current thread becomes idle until a timestamp.</summary>
    public void BeginLocked(long until)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (until < _watcherLooksAt) (_watcherLooksAt, _watcher) = (until, Thread.CurrentThread);
    }

    /// <summary>Notes that the current thread is idle no longer, or has just started.</summary>
    public void LeaveLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _isCalled = false;
        if (ReferenceEquals(_watcher, Thread.CurrentThread)) (_watcherLooksAt, _watcher) = (WorkItem.Never, null);
    }
}
