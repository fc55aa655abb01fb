using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Timing;

/// <summary>
/// Locks and waits that Thread.Interrupt does not end: between the counting of an event and its settling nothing may throw. The interrupt
/// is kept for the next wait of the thread.
/// </summary>
static class Uninterrupted
{
    /// <summary>Takes a lock. The result releases it.</summary>
    public static Held Enter(object gate) => Monitor.TryEnter(gate) ? new Held(gate, wasInterrupted: false) : EnterContended(gate);

    /// <summary>Waits on a lock that is held, until a condition is true or the time has passed.</summary>
    public static void Wait(object gate, Func<bool> until, TimeSpan atMost)
    {
        var start = Stopwatch.GetTimestamp();
        var wasInterrupted = false;
        while (!until() && Waits.Remaining(atMost, Stopwatch.GetElapsedTime(start)) is var remaining && remaining != TimeSpan.Zero)
        {
            try
            {
                Monitor.Wait(gate, remaining);
            }
            catch (ThreadInterruptedException)
            {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) Thread.CurrentThread.Interrupt();
    }

    /// <summary>Waits for a task.</summary>
    /// <returns>Whether the task has completed in time.</returns>
    /// <exception cref="AggregateException">The task has failed.</exception>
    public static bool Wait(Task task, TimeSpan atMost)
    {
        var start = Stopwatch.GetTimestamp();
        var wasInterrupted = false;
        try
        {
            while (true)
            {
                try
                {
                    return task.Wait(Waits.Remaining(atMost, Stopwatch.GetElapsedTime(start)));
                }
                catch (ThreadInterruptedException)
                {
                    wasInterrupted = true;
                }
            }
        }
        finally
        {
            if (wasInterrupted) Thread.CurrentThread.Interrupt();
        }
    }

    static Held EnterContended(object gate)
    {
        var wasInterrupted = false;
        while (true)
        {
            try
            {
                Monitor.Enter(gate);
                return new Held(gate, wasInterrupted);
            }
            catch (ThreadInterruptedException)
            {
                wasInterrupted = true;
            }
        }
    }

    /// <summary>A lock that is held until it is disposed.</summary>
    public readonly ref struct Held(object gate, bool wasInterrupted)
    {
        readonly object _gate = gate;
        readonly bool _wasInterrupted = wasInterrupted;

        public void Dispose()
        {
            Monitor.Exit(_gate);
            if (_wasInterrupted) Thread.CurrentThread.Interrupt();
        }
    }
}
