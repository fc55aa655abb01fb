using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>
/// Copies an event that another sink of the logger may be changing on another thread: adding and removing properties while the event is
/// queued is legal, but the dictionary of an event is not made for it.
/// </summary>
static class EventCopy
{
    /// <summary>A copy takes less than a microsecond, so one of so many attempts falls between two changes.</summary>
    const int MaxAttempts = 1000;

    /// <summary>Whether reading a dictionary may throw this because the dictionary is changed meanwhile.</summary>
    public static bool MayBeOfChange(Exception exception) => exception
        is InvalidOperationException or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException or ArgumentException;

    public static LogEvent Of(LogEvent logEvent)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Copy(logEvent);
            }
            catch (Exception ex) when (attempt < MaxAttempts && MayBeOfChange(ex))
            {
                Thread.Yield();
            }
        }
    }

    static LogEvent Copy(LogEvent logEvent)
    {
        var properties = new List<LogEventProperty>(logEvent.Properties.Count);
        foreach (var (name, value) in logEvent.Properties)
        {
            // A property that is being removed may be seen without its parts.
            if (name is not null && value is not null) properties.Add(new LogEventProperty(name, value));
        }
        return new LogEvent(
            logEvent.Timestamp,
            logEvent.Level,
            logEvent.Exception,
            logEvent.MessageTemplate,
            properties,
            logEvent.TraceId.GetValueOrDefault(),
            logEvent.SpanId.GetValueOrDefault());
    }
}
