using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>A failure listener that ends the process.</summary>
/// <param name="log">Logs an event, which the sink may be unable to write while the listener runs.</param>
sealed class ExitingListener(Action log) : ILoggingFailureListener
{
    public void OnLoggingFailed(
        object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception)
    {
        log();
        Environment.Exit(0);
    }
}
