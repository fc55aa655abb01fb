using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Decides how long callers wait for the worker. If the file could never be opened, all callers together wait about a second: a program
/// whose log folder cannot be written must not take the whole ShutdownTimeout to end, and possibly several times.
/// </summary>
/// <param name="worker">Knows whether the file could never be opened so far.</param>
/// <param name="exit">Whether the worker is held up by the exit of the process.</param>
sealed class Patience(IWorkerCondition worker, ExitWatch exit)
{
    static readonly TimeSpan LongestIfHopeless = TimeSpan.FromSeconds(1);

    /// <summary>Each caller waits so long at least: time for one more attempt.</summary>
    static readonly TimeSpan ShortestIfHopeless = TimeSpan.FromMilliseconds(100);

    /// <summary>The first look comes soon, since thousands of sinks may be closed one after another.</summary>
    static readonly TimeSpan BeforeFirstLook = TimeSpan.FromMilliseconds(1);

    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    long _spentTicks;

    /// <summary>Waits for a task.</summary>
    /// <returns>Whether the task has completed in time.</returns>
    /// <exception cref="AggregateException">The task has failed.</exception>
    public bool Wait(Task task, TimeSpan atMost)
    {
        var start = Stopwatch.GetTimestamp();
        return Wait(task, () => Waits.Remaining(atMost, Stopwatch.GetElapsedTime(start)));
    }

    /// <summary>Waits for a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="remaining">The time that is left; it may grow while the worker makes progress.</param>
    /// <returns>Whether the task has completed in time.</returns>
    /// <exception cref="AggregateException">The task has failed.</exception>
    public bool Wait(Task task, Func<TimeSpan> remaining)
    {
        var start = Stopwatch.GetTimestamp();
        for (var look = BeforeFirstLook; !Uninterrupted.Wait(task, Waits.Sooner(look, remaining())); look = Next(look))
        {
            if (IsOver(start, remaining())) return false;
        }
        return true;
    }

    /// <summary>Waits for a task that does not fail.</summary>
    /// <returns>Whether the task has completed in time.</returns>
    public async Task<bool> WaitAsync(Task task, Func<TimeSpan> remaining)
    {
        var start = Stopwatch.GetTimestamp();
        for (var look = BeforeFirstLook; ; look = Next(look))
        {
            try
            {
                await task.WaitAsync(Waits.Sooner(look, remaining())).ConfigureAwait(false);
                return true;
            }
            catch (TimeoutException)
            {
                if (IsOver(start, remaining())) return false;
            }
        }
    }

    static TimeSpan Next(TimeSpan look) => Waits.Sooner(look * 2, BetweenLooks);

    bool IsOver(long start, TimeSpan remaining)
    {
        var waited = Stopwatch.GetElapsedTime(start);
        if (remaining == TimeSpan.Zero) return true;
        if (exit.IsInVain) return true;
        if (!worker.IsHopeless) return false;
        var rest = LongestIfHopeless - TimeSpan.FromTicks(Interlocked.Read(ref _spentTicks));
        if (waited < rest || waited < ShortestIfHopeless) return false;
        Interlocked.Add(ref _spentTicks, waited.Ticks);
        return true;
    }
}
