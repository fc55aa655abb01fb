using System.Collections.Concurrent;
using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Lets the calls of one audit sink run one at a time. A call may come from code that a call is running: a formatter, a value, a hook. It
/// must not run there, because the outer call is half done, and because waiting for another lock could last for ever. It runs later.
/// </summary>
/// <param name="exitTimeout">How long a call waits for its turn once the process has begun to end.</param>
sealed class AuditTurns(TimeSpan exitTimeout)
{
    /// <summary>A formatter that logs each event that it gets would go on for ever.</summary>
    const int DeepestNesting = 4;

    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>0 outside of all calls of audit sinks, 1 inside a call, 2 inside a call that came from there, and so on.</summary>
    [ThreadStatic] static int t_depth;

    readonly object _gate = new();
    readonly ConcurrentQueue<(Action Call, int Depth)> _later = new();

    /// <summary>Whether the current thread is inside a call of any audit sink, or holds the lock of any path.</summary>
    public static bool IsInside => t_depth > 0 || PathGate.IsAnyHeldHere;

    /// <summary>Whether the current thread has the turn.</summary>
    public bool IsHeld => Monitor.IsEntered(_gate);

    /// <summary>Waits for the turn. Not to be called inside.</summary>
    /// <exception cref="IOException">
    /// The process ends, and the call that has the turn does not return: it may be waiting for the process to end.
    /// </exception>
    public void Enter()
    {
        if (!Monitor.TryEnter(_gate)) EnterContended();
        t_depth = 1;
    }

    /// <summary>Runs the calls that came from inside meanwhile, and ends the turn.</summary>
    public void Exit()
    {
        try
        {
            RunLaterCallsLocked();
        }
        finally
        {
            t_depth = 0;
            Monitor.Exit(_gate);
        }
    }

    /// <summary>Runs a call that came from inside, after the call around it.</summary>
    /// <param name="call">The call. It must throw nothing.</param>
    /// <exception cref="InvalidOperationException">The call came from inside a call that came from inside, too many times.</exception>
    public void RunLater(Action call)
    {
        if (t_depth >= DeepestNesting)
        {
            throw new InvalidOperationException("code that an audit sink calls must not log for each event that it logs itself");
        }
        _later.Enqueue((call, t_depth + 1));
        // The call around it may be that of another sink, which cannot wait for this one.
        if (!IsHeld) ThreadPool.UnsafeQueueUserWorkItem(static turns => turns.RunLaterCalls(), this, preferLocal: false);
    }

    void EnterContended()
    {
        var start = Stopwatch.GetTimestamp();
        while (!Monitor.TryEnter(_gate, BetweenLooks))
        {
            if (!ProcessExitFlush.ExitHasBegun) start = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(start) >= exitTimeout)
                throw new IOException("the process ends while another call of the sink does not return");
        }
    }

    void RunLaterCalls()
    {
        try
        {
            Enter();
        }
        catch (IOException)
        {
            // The process ends, and these calls with it.
            return;
        }
        Exit();
    }

    void RunLaterCallsLocked()
    {
        Debug.Assert(IsHeld);
        while (_later.TryDequeue(out var later))
        {
            t_depth = later.Depth;
            later.Call();
        }
    }
}
