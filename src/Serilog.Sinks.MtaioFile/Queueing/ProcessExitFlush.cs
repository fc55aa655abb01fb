using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>Flushes every live sink when the process exits, is asked to end by a signal, or dies of an unhandled exception.</summary>
static class ProcessExitFlush
{
    static readonly HashSet<QueueingSink> Sinks = [];

    /// <summary>Kept, as a registration ends when it is collected.</summary>
    static readonly PosixSignalRegistration[] Signals = CanRegisterSignals
        ? Array.ConvertAll([PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP], s => PosixSignalRegistration.Create(s, OnSignal))
        : [];

    static ProcessExitFlush()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => FlushAll();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => FlushAll();
    }

    static bool CanRegisterSignals => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || OperatingSystem.IsWindows();

    public static void Register(QueueingSink sink)
    {
        lock (Sinks) Sinks.Add(sink);
    }

    public static void Unregister(QueueingSink sink)
    {
        lock (Sinks) Sinks.Remove(sink);
    }

    /// <summary>
    /// Since .NET 10 a signal ends the process without a ProcessExit event. Who shuts down in an orderly way instead, as a host does, cancels the signal.
    /// </summary>
    static void OnSignal(PosixSignalContext context)
    {
        if (!context.Cancel) FlushAll();
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
