using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Events with less in them: time, level and template stay, long values are cut off, and a property tells how many bytes there were.</summary>
static class ClippedEvent
{
    const string Mark = "... (clipped)";
    const string SizeProperty = "ClippedFromBytes";

    /// <summary>The event without more than <paramref name="length"/> characters of any value, and of its exception.</summary>
    public static LogEvent Of(LogEvent logEvent, int size, int length)
    {
        var properties = logEvent.Properties.Select(p => new LogEventProperty(p.Key, Clip(p.Value, length)));
        return With(logEvent, logEvent.MessageTemplate, properties, size, length);
    }

    /// <summary>The event with nothing but the beginning of its template, and of its exception.</summary>
    public static LogEvent Bare(LogEvent logEvent, int size, int length)
    {
        var template = new MessageTemplate([new TextToken(Clip(logEvent.MessageTemplate.Text, length))]);
        return With(logEvent, template, [], size, length: 0);
    }

    static LogEvent With(LogEvent logEvent, MessageTemplate template, IEnumerable<LogEventProperty> properties, int size, int length)
    {
        var exception = logEvent.Exception is { } original ? new ClippedException(Clip($"{original}", length)) : null;
        return new LogEvent(
            logEvent.Timestamp, logEvent.Level, exception, template, properties.Append(new LogEventProperty(SizeProperty, new ScalarValue(size))),
            logEvent.TraceId.GetValueOrDefault(), logEvent.SpanId.GetValueOrDefault());
    }

    static LogEventPropertyValue Clip(LogEventPropertyValue value, int length)
    {
        var text = value is ScalarValue { Value: string literal } ? literal : value.ToString(format: null, CultureInfo.InvariantCulture);
        return text.Length <= length ? value : new ScalarValue(Clip(text, length));
    }

    static string Clip(string text, int length)
    {
        if (text.Length <= length) return text;
        // Not between the two halves of a character.
        if (length > 0 && char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length] + Mark;
    }

    /// <summary>Stands for an exception of which only the beginning is shown.</summary>
    sealed class ClippedException(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
