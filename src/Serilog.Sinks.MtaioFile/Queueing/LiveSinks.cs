using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Closes every live sink when the library is unloaded, and ends the threads of the workers, which would keep the library in memory.
/// </summary>
static class LiveSinks
{
    static readonly HashSet<QueueingSink> Sinks = [];

    static LiveSinks() => Unloading.Run(CloseAll);

    public static void Register(QueueingSink sink)
    {
        using (Uninterrupted.Enter(Sinks)) Sinks.Add(sink);
    }

    public static void Unregister(QueueingSink sink)
    {
        using (Uninterrupted.Enter(Sinks)) Sinks.Remove(sink);
    }

    /// <summary>Closes all sinks at once, so that the longest time-out bounds all of them together.</summary>
    static void CloseAll()
    {
        QueueingSink[] sinks;
        using (Uninterrupted.Enter(Sinks)) sinks = [.. Sinks];
        Task.WhenAll(sinks.Select(sink => sink.DisposeAsync().AsTask())).Wait();
        SinkWorkers.Pool.End();
    }
}
