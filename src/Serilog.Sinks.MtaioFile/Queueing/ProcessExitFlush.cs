using System.Diagnostics;
using System.Runtime.InteropServices;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>Flushes every live sink when the process exits, is ended by a signal, or dies of an unhandled exception.</summary>
static class ProcessExitFlush
{
    static readonly HashSet<QueueingSink> Sinks = [];

    // Since .NET 10 an unhandled signal ends the process without ProcessExit. Kept here: a registration acts until it is collected.
    static readonly PosixSignalRegistration?[] Signals =
        Array.ConvertAll([PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT], FlushOn);

    static volatile bool s_hasBegun;

    static ProcessExitFlush()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => FlushForTheLastTime();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => FlushForTheLastTime();
    }

    /// <summary>
    /// Whether the process has begun to end. Handlers of the application that run later may log, and the worker dies with the last handler.
    /// </summary>
    public static bool HasBegun => s_hasBegun;

    public static void Register(QueueingSink sink)
    {
        sink.FollowsProcessExit = true;
        using (Uninterrupted.Enter(Sinks)) Sinks.Add(sink);
    }

    public static void Unregister(QueueingSink sink)
    {
        using (Uninterrupted.Enter(Sinks)) Sinks.Remove(sink);
    }

    /// <summary>The effect of the signal is left to the application's own handlers, or to the system, which ends the process.</summary>
    static PosixSignalRegistration? FlushOn(PosixSignal signal)
    {
        try
        {
            return PosixSignalRegistration.Create(signal, _ => FlushAll());
        }
        catch (PlatformNotSupportedException)
        {
            return null;
        }
    }

    static void FlushForTheLastTime()
    {
        s_hasBegun = true;
        FlushAll();
    }

    /// <summary>Starts all flushes before it waits for the first, so that the longest time-out bounds all of them together.</summary>
    static void FlushAll()
    {
        QueueingSink[] sinks;
        using (Uninterrupted.Enter(Sinks)) sinks = [.. Sinks];
        var start = Stopwatch.GetTimestamp();
        var flushes = Array.ConvertAll(sinks, sink => (Sink: sink, Flush: sink.FlushAsync(action: null, CancellationToken.None)));
        foreach (var (sink, flush) in flushes)
        {
            sink.AwaitFlush(flush, Waits.Remaining(sink.ShutdownTimeout, Stopwatch.GetElapsedTime(start)));
        }
    }
}
