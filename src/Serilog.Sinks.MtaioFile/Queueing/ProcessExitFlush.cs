using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>Flushes every live sink when the process exits or dies of an unhandled exception.</summary>
static class ProcessExitFlush
{
    static readonly HashSet<QueueingSink> Sinks = [];

    static ProcessExitFlush()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => FlushAll();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => FlushAll();
    }

    public static void Register(QueueingSink sink)
    {
        lock (Sinks) Sinks.Add(sink);
    }

    public static void Unregister(QueueingSink sink)
    {
        lock (Sinks) Sinks.Remove(sink);
    }

    /// <summary>Starts all flushes before it waits for the first, so that the longest of the time-outs bounds them together.</summary>
    static void FlushAll()
    {
        QueueingSink[] sinks;
        lock (Sinks) sinks = [.. Sinks];
        var start = Stopwatch.GetTimestamp();
        var flushes = Array.ConvertAll(sinks, sink => (sink.ShutdownTimeout, Flush: sink.FlushAsync(action: null, CancellationToken.None)));
        foreach (var (timeout, flush) in flushes)
        {
            var remaining = timeout - Stopwatch.GetElapsedTime(start);
            try
            {
                flush.Wait(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
            }
            catch (AggregateException)
            {
                // Events were lost, which the failure listener was told of.
            }
        }
    }
}
