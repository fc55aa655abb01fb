namespace Serilog.Sinks.MtaioFile.Timing;

/// <summary>Runs what may take too long, or may never end, on a thread of its own: a pool that is busy must not delay it.</summary>
static class InTime
{
    /// <summary>Runs an action, and waits for it for a limited time. Then it goes on in the background.</summary>
    /// <returns>Whether the action has ended in time.</returns>
    /// <exception cref="AggregateException">The action has failed.</exception>
    public static bool Run(Action action, TimeSpan atMost)
    {
        var running = Task.Factory.StartNew(
            action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Uninterrupted.Wait(running, atMost);
    }
}
