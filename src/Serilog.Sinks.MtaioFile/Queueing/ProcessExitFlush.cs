using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>Flushes every live sink when the process exits, is ended by a signal, or dies of an unhandled exception.</summary>
static class ProcessExitFlush
{
    static readonly HashSet<QueueingSink> Sinks = [];

    // Since .NET 10 a signal that nobody handles ends the process without ProcessExit. A registration acts until it is collected.
    static readonly PosixSignalRegistration?[] Signals =
        Array.ConvertAll([PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT], FlushOn);

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

    /// <summary>What the signal does is left to others: to the handlers that an application has, or else to the system, which ends the process.</summary>
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
