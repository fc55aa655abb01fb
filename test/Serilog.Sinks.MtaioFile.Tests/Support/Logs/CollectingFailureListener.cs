using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

sealed record ReportedFailure(
    object Sender, LoggingFailureKind Kind, string Message, IReadOnlyList<LogEvent>? Events, Exception? Exception);

/// <summary>Keeps what a sink reports, and can do more with each report.</summary>
sealed class CollectingFailureListener(Action<ReportedFailure>? then = null) : ILoggingFailureListener
{
    readonly List<ReportedFailure> _failures = [];

    public IReadOnlyList<ReportedFailure> Failures
    {
        get
        {
            lock (_failures) return [.. _failures];
        }
    }

    public IReadOnlyList<LogEvent> EventsOf(LoggingFailureKind kind) =>
        [.. Failures.Where(f => f.Kind == kind).SelectMany(f => f.Events ?? [])];

    public string[] MessagesOf(LoggingFailureKind kind) => [.. EventsOf(kind).Select(e => e.RenderMessage())];

    public void OnLoggingFailed(
        object sender,
        LoggingFailureKind kind,
        string message,
        IReadOnlyCollection<LogEvent>? events,
        Exception? exception)
    {
        var failure = new ReportedFailure(sender, kind, message, events?.ToArray(), exception);
        lock (_failures) _failures.Add(failure);
        then?.Invoke(failure);
    }
}
