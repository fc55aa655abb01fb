using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>The only caller of the failure listener. Whatever the listener does, the sink goes on.</summary>
sealed class FailureReporter(SinkCounters counters)
{
    const int MostEventsPerCall = 1000;

    [ThreadStatic] static FailureReporter? t_reporting;

    // Events that a listener emitted while it was called: reporting them to the same listener could go on for ever.
    ConditionalWeakTable<LogEvent, object>? _unreportable;
    volatile bool _hasToldStandardError;
    ILoggingFailureListener _listener = SelfLog.FailureListener;
    WeakReference<object>? _sender;

    /// <summary>The sender of all reports: the outermost sink. It is not kept alive, so that a forgotten sink is noticed.</summary>
    public object Sender
    {
        set => _sender = new WeakReference<object>(value);
    }

    public ILoggingFailureListener Listener
    {
        get => _listener;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _listener = value;
        }
    }

    /// <summary>Whether the listener uses events; SelfLog only prints the message.</summary>
    public bool WantsEvents => !ReferenceEquals(_listener, SelfLog.FailureListener);

    /// <summary>Whether the current thread is inside a call of this sink's listener.</summary>
    public bool IsReportingHere => ReferenceEquals(t_reporting, this);

    /// <summary>Remembers that the listener itself has emitted an event.</summary>
    public void MarkUnreportable(LogEvent logEvent)
    {
        LazyInitializer.EnsureInitialized(ref _unreportable, static () => []).AddOrUpdate(logEvent, this);
    }

    /// <summary>
    /// Counts and reports a failed operation that will be tried again. A sink that has written nothing so far, and whose failures nobody
    /// listens to, says so once on the standard error.
    /// </summary>
    /// <param name="message">What has failed.</param>
    /// <param name="consequence">What happens now. It is not part of the last error in the statistics.</param>
    /// <param name="cause">The cause.</param>
    public void ReportTemporary(string message, string consequence, Exception cause)
    {
        Count(message, cause);
        message += consequence;
        if (!WantsEvents && !_hasToldStandardError && counters.HasWrittenNothing)
        {
            _hasToldStandardError = true;
            StandardError.WriteIfNobodyListens($"{nameof(MtaioFile)}: {Describe(message, cause)}");
        }
        CallListener(LoggingFailureKind.Temporary, Describe(message, cause), null, cause);
    }

    /// <summary>Counts and reports a failure from which the sink goes on.</summary>
    public void ReportTemporary(string message, Exception cause) => ReportTemporary(message, consequence: "", cause);

    /// <summary>Counts a failure of an episode that was reported before.</summary>
    public void Count(string message, Exception cause) => counters.Fail(Describe(message, cause));

    /// <summary>Reports dropped events, and hands them over in snapshots of at most 1,000.</summary>
    public void ReportDropped(LoggingFailureKind kind, string message, IReadOnlyList<LogEvent> events, Exception? cause)
    {
        var text = cause is null ? message : Describe(message, cause);
        for (var start = 0; start < events.Count; start += MostEventsPerCall)
        {
            var part = Reportable(events, start, Math.Min(MostEventsPerCall, events.Count - start));
            if (part.Length > 0) CallListener(kind, text, part, cause);
            // Released events cannot be handed over; that they were dropped is reported all the same.
            else if (events.Skip(start).Take(MostEventsPerCall).Any(ReleasedEvent.Is)) CallListener(kind, text, null, cause);
            else continue;
            // SelfLog prints the text alone: one line for one loss.
            if (!WantsEvents) return;
        }
    }

    /// <summary>Reports drops of which only the number is known.</summary>
    public void ReportDropped(LoggingFailureKind kind, string message) => CallListener(kind, message, null, null);

    /// <summary>Counts and reports an operation that failed and will not be tried again.</summary>
    public void ReportPermanent(string message, Exception cause)
    {
        Count(message, cause);
        CallListener(LoggingFailureKind.Permanent, Describe(message, cause), null, cause);
    }

    LogEvent[] Reportable(IReadOnlyList<LogEvent> events, int start, int count)
    {
        var part = events.Skip(start).Take(count).Where(e => !ReleasedEvent.Is(e));
        if (Volatile.Read(ref _unreportable) is { } unreportable) part = part.Where(e => !unreportable.TryGetValue(e, out _));
        return [.. part];
    }

    void CallListener(LoggingFailureKind kind, string message, LogEvent[]? events, Exception? cause)
    {
        var outer = t_reporting;
        // A failure that the listener itself causes is not reported to it. Events are handed over: the listener may have closed the sink.
        if (ReferenceEquals(outer, this) && events is null) return;
        t_reporting = this;
        try
        {
            // SelfLog's listener takes the text for a format string.
            var sender = _sender?.TryGetTarget(out var outermost) is true ? outermost : this;
            var text = WantsEvents ? message : Escape(message);
            ApplicationCalls.Run(() => _listener.OnLoggingFailed(sender, kind, text, events, cause));
        }
        catch (Exception ex)
        {
            TellSelfLog(message, ex);
        }
        finally
        {
            t_reporting = outer;
        }
    }

    static string Escape(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    static string Describe(string message, Exception cause) => $"{message}: {FailureText.Of(cause)}";

    static void TellSelfLog(string message, Exception thrown)
    {
        try
        {
            SelfLog.WriteLine("The failure listener threw {0} when told: {1}", thrown.GetType(), message);
        }
        catch (Exception)
        {
            // The output of SelfLog is the user's code too. When it throws, there is nowhere else to report.
        }
    }
}
