using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>Flushes every live sink when the process exits, is ended by a signal, or dies of an unhandled exception.</summary>
static class ProcessExitFlush
{
    // The handlers are installed while there are sinks. Guarded by the lock on the set.
    static readonly HashSet<QueueingSink> Sinks = [];

    // Since .NET 10 an unhandled signal ends the process without ProcessExit. Kept here: a registration acts until it is collected.
    static PosixSignalRegistration?[] s_signals = [];

    /// <summary>
    /// The thread that has run the sink's handler of a signal, and now runs handlers that were registered earlier: they come later. The
    /// runtime forgets the value with the end of the last handler.
    /// </summary>
    static readonly AsyncLocal<int> SignalThread = new();

    static volatile bool s_hasBegun;
    static volatile bool s_anySignal;

    /// <summary>
    /// Whether the process has begun to end. Handlers of the application that run later may log, and the worker dies with the last handler.
    /// </summary>
    public static bool HasBegun => s_hasBegun;

    /// <summary>Whether the process may end as soon as the calling thread has left the code of the application.</summary>
    public static bool HasBegunHere => s_hasBegun || (s_anySignal && SignalThread.Value == Environment.CurrentManagedThreadId);

    public static void Register(QueueingSink sink)
    {
        sink.FollowsProcessExit = true;
        using (Uninterrupted.Enter(Sinks))
        {
            if (Sinks.Add(sink) && Sinks.Count == 1) InstallHandlersLocked();
        }
    }

    public static void Unregister(QueueingSink sink)
    {
        using (Uninterrupted.Enter(Sinks))
        {
            if (Sinks.Remove(sink) && Sinks.Count == 0) RemoveHandlersLocked();
        }
    }

    static void InstallHandlersLocked()
    {
        Debug.Assert(Monitor.IsEntered(Sinks));
        // Comes before all handlers of ProcessExit, also those of the application that close the logger.
        AssemblyLoadContext.Default.Unloading += OnExitBegins;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        s_signals = Array.ConvertAll([PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT], FlushOn);
    }

    static void RemoveHandlersLocked()
    {
        Debug.Assert(Monitor.IsEntered(Sinks));
        AssemblyLoadContext.Default.Unloading -= OnExitBegins;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        foreach (var signal in s_signals) signal?.Dispose();
        s_signals = [];
    }

    static void OnExitBegins(AssemblyLoadContext context)
    {
        foreach (var sink in Registered()) sink.NoteExit();
    }

    static void OnProcessExit(object? sender, EventArgs arguments) => FlushForTheLastTime();

    static void OnUnhandledException(object sender, UnhandledExceptionEventArgs arguments) => FlushForTheLastTime();

    /// <summary>The effect of the signal is left to the application's own handlers, or to the system, which ends the process.</summary>
    static PosixSignalRegistration? FlushOn(PosixSignal signal)
    {
        try
        {
            return PosixSignalRegistration.Create(signal, _ => FlushInSignal());
        }
        catch (PlatformNotSupportedException)
        {
            return null;
        }
    }

    static void FlushInSignal()
    {
        SignalThread.Value = Environment.CurrentManagedThreadId;
        s_anySignal = true;
        FlushAll();
    }

    static void FlushForTheLastTime()
    {
        s_hasBegun = true;
        FlushAll();
    }

    static QueueingSink[] Registered()
    {
        using (Uninterrupted.Enter(Sinks)) return [.. Sinks];
    }

    /// <summary>Starts all flushes before it waits for the first, so that the longest time-out bounds all of them together.</summary>
    static void FlushAll()
    {
        var sinks = Registered();
        var start = Stopwatch.GetTimestamp();
        var flushes = Array.ConvertAll(sinks, sink => (Sink: sink, Flush: sink.FlushAsync(action: null, CancellationToken.None)));
        foreach (var (sink, flush) in flushes)
        {
            sink.AwaitFlush(flush, Waits.Remaining(sink.ShutdownTimeout, Stopwatch.GetElapsedTime(start)));
        }
    }
}
