using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>Flushes every live sink when the process exits, is ended by a signal, or dies of an unhandled exception.</summary>
static class ProcessExitFlush
{
    // The handlers are installed while there are sinks. Guarded by the lock on the first set.
    static readonly HashSet<QueueingSink> Sinks = [];
    static readonly Dictionary<object, Action?> SinksWithoutQueue = [];

    /// <summary>For sinks that have no time-out of their own.</summary>
    static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(1);

    static readonly TimeSpan LongestTelling = TimeSpan.FromSeconds(1);

    // Since .NET 10 an unhandled signal ends the process without ProcessExit. Kept here: a registration acts until it is collected.
    static PosixSignalRegistration?[] s_signals = [];

    /// <summary>
    /// The thread that has run the sink's handler of a signal, and now runs handlers that were registered earlier: they come later. The
    /// runtime forgets the value with the end of the last handler.
    /// </summary>
    static readonly AsyncLocal<int> SignalThread = new();

    /// <summary>How long a process may still live after the sink's handler of a signal that nobody has canceled so far.</summary>
    static readonly TimeSpan LongestEnding = TimeSpan.FromSeconds(2);

    // The signal that may end the process at any moment, unless a later handler cancels it, and the timestamp until which that may be.
    static volatile PosixSignalContext? s_signal;
    static long s_endingUntil;

    static volatile bool s_hasBegun;
    static volatile bool s_exitHasBegun;
    static volatile bool s_anySignal;

    /// <summary>Whether the process has begun to exit. No handler of the application has run yet.</summary>
    public static bool ExitHasBegun => s_exitHasBegun;

    /// <summary>
    /// Whether the process has begun to end. Handlers of the application that run later may log, and the worker dies with the last handler.
    /// </summary>
    public static bool HasBegun => s_hasBegun;

    /// <summary>What comes before the flush; null = nothing.</summary>
    public static IBeforeExitFlush? Before { get; set; }

    /// <summary>
    /// Whether the process may end at any moment, or as soon as the calling thread has left the code of the application.
    /// </summary>
    public static bool HasBegunHere => s_hasBegun
        || (s_anySignal && (SignalThread.Value == Environment.CurrentManagedThreadId || IsEndingBySignal));

    static bool IsEndingBySignal =>
        s_signal is { Cancel: false } && Stopwatch.GetTimestamp() < Volatile.Read(ref s_endingUntil);

    public static void Register(QueueingSink sink)
    {
        sink.FollowsProcessExit = true;
        Change(() => Sinks.Add(sink));
    }

    public static void Unregister(QueueingSink sink) => Change(() => Sinks.Remove(sink));

    /// <summary>Registers a sink without a queue: others may hold back events for it.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="end">Ends what the sink has written when the process ends; null = there is nothing to do.</param>
    public static void Join(object sink, Action? end = null) => Change(() => SinksWithoutQueue[sink] = end);

    public static void Leave(object sink) => Change(() => SinksWithoutQueue.Remove(sink));

    static void Change(Action change)
    {
        using (Uninterrupted.Enter(Sinks))
        {
            var hadSinks = HasSinksLocked();
            change();
            if (hadSinks == HasSinksLocked()) return;
            if (hadSinks) RemoveHandlersLocked();
            else InstallHandlersLocked();
        }
    }

    static bool HasSinksLocked()
    {
        Debug.Assert(Monitor.IsEntered(Sinks));
        return Sinks.Count > 0 || SinksWithoutQueue.Count > 0;
    }

    static void InstallHandlersLocked()
    {
        Debug.Assert(Monitor.IsEntered(Sinks));
        // Comes before all handlers of ProcessExit, also those of the application that close the logger.
        AssemblyLoadContext.Default.Unloading += OnExitBegins;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        s_signals =
        [
            FlushOn(PosixSignal.SIGTERM), FlushOn(PosixSignal.SIGINT), FlushOn(PosixSignal.SIGHUP), FlushOn(PosixSignal.SIGQUIT),
        ];
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
        s_exitHasBegun = true;
        foreach (var sink in Registered()) sink.NoteExit();
    }

    static void OnProcessExit(object? sender, EventArgs arguments) => FlushForTheLastTime(exception: null);

    static void OnUnhandledException(object sender, UnhandledExceptionEventArgs arguments) =>
        FlushForTheLastTime(arguments.ExceptionObject as Exception);

    /// <summary>The effect of the signal is left to the application's own handlers, or to the system, which ends the process.</summary>
    static PosixSignalRegistration? FlushOn(PosixSignal signal)
    {
        try
        {
            return PosixSignalRegistration.Create(signal, FlushOnSignal);
        }
        catch (PlatformNotSupportedException)
        {
            return null;
        }
    }

    /// <summary>An application that has canceled the effect of the signal goes on, and its transactions with it.</summary>
    static void FlushOnSignal(PosixSignalContext context)
    {
        SignalThread.Value = Environment.CurrentManagedThreadId;
        s_anySignal = true;
        var start = Stopwatch.GetTimestamp();
        if (context.Cancel)
        {
            FlushAll(start, ends: false);
            return;
        }
        // The other threads of the application go on logging until the process ends.
        ExpectEndWithin(LongestTimeout() + LongestEnding);
        s_signal = context;
        Before?.OnSignal(context.Signal, LongestTimeout());
        FlushAll(start, ends: true);
        ExpectEndWithin(LongestEnding);
    }

    static void ExpectEndWithin(TimeSpan time) =>
        Volatile.Write(ref s_endingUntil, Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));

    static void FlushForTheLastTime(Exception? exception)
    {
        var start = Stopwatch.GetTimestamp();
        Before?.OnProcessEnd(exception, LongestTimeout());
        s_hasBegun = true;
        FlushAll(start, ends: true);
        TellUnwritten();
    }

    /// <summary>Tells of events that are lost with the process. The listener may itself be waiting for the process to end.</summary>
    static void TellUnwritten()
    {
        QueueingSink[] unfinished = [.. Registered().Where(sink => sink.Pending > 0)];
        if (unfinished.Length == 0) return;
        InTime.Run(() => Array.ForEach(unfinished, sink => sink.TellUnwritten()), LongestTelling);
    }

    static TimeSpan LongestTimeout()
    {
        using (Uninterrupted.Enter(Sinks)) return Sinks.Select(sink => sink.ShutdownTimeout).Append(DefaultTimeout).Max();
    }

    static QueueingSink[] Registered()
    {
        using (Uninterrupted.Enter(Sinks)) return [.. Sinks];
    }

    /// <summary>Starts all flushes before it waits for the first, so that the longest time-out bounds all of them together.</summary>
    /// <param name="start">When the process has begun to end.</param>
    /// <param name="ends">Whether the process ends, as far as is known, so that the logs are ended.</param>
    static void FlushAll(long start, bool ends)
    {
        var sinks = Registered();
        var flushes = Array.ConvertAll(
            sinks, sink => (Sink: sink, Flush: sink.FlushAsync(ends ? sink.EndOfLog : null, CancellationToken.None)));
        foreach (var (sink, flush) in flushes)
        {
            sink.AwaitFlush(flush, Waits.Remaining(sink.ShutdownTimeout, Stopwatch.GetElapsedTime(start)));
        }
        if (ends) EndWithoutQueue();
    }

    /// <summary>Ends each log on a thread of its own: another process may hold the lock of one of them.</summary>
    static void EndWithoutQueue()
    {
        Action[] ends;
        using (Uninterrupted.Enter(Sinks)) ends = [.. SinksWithoutQueue.Values.OfType<Action>()];
        InTime.RunAll(ends, DefaultTimeout);
    }
}
