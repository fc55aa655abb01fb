using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Handlers;

/// <summary>Reports the failures of handlers. The exceptions of a listener, or of SelfLog's output, must not reach the caller.</summary>
static class HandlerFailures
{
    public const string IsClosed = "the logger of the handlers is closed";

    /// <summary>Reports an event that a handler has not taken.</summary>
    public static void Report(ILoggingFailureListener? listener, object sender, LoggingFailureKind kind, LogEvent logEvent, Exception cause)
    {
        try
        {
            if (listener is null) SelfLog.WriteLine("Handler {0} failed: {1}", sender, cause);
            else listener.OnLoggingFailed(sender, kind, "a handler failed", [logEvent], cause);
        }
        catch (Exception)
        {
            // They belong to the user. The other handlers must get the event all the same.
        }
    }

    /// <summary>Reports a handler that could not be flushed or closed. It must not keep the others open.</summary>
    public static void ReportUnclosed(MtaioHandler handler, Exception cause) =>
        SelfLog.WriteLine("Handler {0} could not be closed: {1}", handler, cause);
}
