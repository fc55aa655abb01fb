using System.Runtime.InteropServices;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>Gives the sinks what others still hold back for them, before the sinks are flushed at the end of the process.</summary>
interface IBeforeExitFlush
{
    /// <summary>The process ends.</summary>
    /// <param name="exception">The unhandled exception that ends the process, thrown on the current thread; null = none.</param>
    /// <param name="atMost">How long the call may take.</param>
    void OnProcessEnd(Exception? exception, TimeSpan atMost);

    /// <summary>The process has a signal that ends it, unless a handler of the application that runs later cancels that.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="atMost">How long the call may take.</param>
    void OnSignal(PosixSignal signal, TimeSpan atMost);
}
