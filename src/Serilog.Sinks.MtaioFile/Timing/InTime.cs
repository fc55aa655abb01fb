namespace Serilog.Sinks.MtaioFile.Timing;

/// <summary>Runs what may take too long, or may never end, on a thread of its own: a pool that is busy must not delay it.</summary>
static class InTime
{
    /// <summary>Runs an action, and waits for it for a limited time. Then it goes on in the background.</summary>
    /// <returns>Whether the action has ended in time.</returns>
    /// <exception cref="AggregateException">The action has failed.</exception>
    public static bool Run(Action action, TimeSpan atMost) => Uninterrupted.Wait(Start(action), atMost);

    /// <summary>Runs actions side by side, none of which waits for another, and waits for all of them for a limited time.</summary>
    /// <returns>Whether all of them have ended in time.</returns>
    /// <exception cref="AggregateException">An action has failed.</exception>
    public static bool RunAll(Action[] actions, TimeSpan atMost) =>
        actions.Length == 0 || Uninterrupted.Wait(Task.WhenAll(Array.ConvertAll(actions, Start)), atMost);

    static Task Start(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
