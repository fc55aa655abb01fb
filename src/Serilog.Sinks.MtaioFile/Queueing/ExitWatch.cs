using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Knows whether waiting for the worker is in vain while the process ends: the worker is held up by code of the application that ran when
/// the exit began, and that has not moved since. Such code has probably called Environment.Exit, which does not return.
/// </summary>
/// <param name="worker">The worker.</param>
sealed class ExitWatch(IWorkerCondition worker)
{
    static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(2);

    // Written by the thread that ends the process, read by all that wait for the worker.
    long _callAtExit;
    long _exitBegunAt;

    /// <summary>Whether no caller must wait any longer.</summary>
    public bool IsInVain => Volatile.Read(ref _callAtExit) is var call and not 0
        && Stopwatch.GetElapsedTime(Volatile.Read(ref _exitBegunAt)) >= LongestCall
        && call == worker.HoldingCall;

    /// <summary>Notes that the process begins to end. Only the first call has an effect.</summary>
    public void NoteExit()
    {
        if (Interlocked.CompareExchange(ref _exitBegunAt, Stopwatch.GetTimestamp(), 0) != 0) return;
        Volatile.Write(ref _callAtExit, worker.HoldingCall);
    }
}
