using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Makes a shorter version of an event: time, level and trace stay, and a property holds the original size.</summary>
static class ClippedEvent
{
    const string Mark = "... (clipped)";
    const string SizeProperty = "ClippedFromBytes";

    /// <summary>The event with at most <paramref name="length"/> characters of each value and of the exception.</summary>
    public static LogEvent OfValues(LogEvent logEvent, int size, int length)
    {
        var properties = logEvent.Properties.Select(p => new LogEventProperty(p.Key, Clip(p.Value, length)));
        return Create(logEvent, logEvent.MessageTemplate, properties, size, length);
    }

    /// <summary>The event with at most <paramref name="length"/> characters of its template, and without its properties.</summary>
    public static LogEvent OfTemplate(LogEvent logEvent, int size, int length)
    {
        var template = new MessageTemplate([new TextToken(Clip(logEvent.MessageTemplate.Text, length))]);
        return Create(logEvent, template, [], size, exceptionLength: 0);
    }

    static LogEvent Create(
        LogEvent logEvent,
        MessageTemplate template,
        IEnumerable<LogEventProperty> properties,
        int size,
        int exceptionLength)
    {
        var exception = logEvent.Exception is { } original ? new ClippedException(Clip($"{original}", exceptionLength)) : null;
        return new LogEvent(
            logEvent.Timestamp,
            logEvent.Level,
            exception,
            template,
            properties.Append(new LogEventProperty(SizeProperty, new ScalarValue(size))),
            logEvent.TraceId.GetValueOrDefault(),
            logEvent.SpanId.GetValueOrDefault());
    }

    static LogEventPropertyValue Clip(LogEventPropertyValue value, int length)
    {
        var text = value is ScalarValue { Value: string literal } ? literal : value.ToString(format: null, CultureInfo.InvariantCulture);
        return text.Length <= length ? value : new ScalarValue(Clip(text, length));
    }

    static string Clip(string text, int length)
    {
        if (text.Length <= length) return text;
        // A surrogate pair must not be split.
        if (length > 0 && char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length] + Mark;
    }

    /// <summary>Shows the beginning of another exception's text.</summary>
    sealed class ClippedException(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
