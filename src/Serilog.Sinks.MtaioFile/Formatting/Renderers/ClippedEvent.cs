using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Values;

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
        return Create(logEvent, Clip(logEvent.Exception, length), logEvent.MessageTemplate, properties, size);
    }

    /// <summary>The event with at most <paramref name="length"/> characters of its template, and without its properties.</summary>
    public static LogEvent OfTemplate(LogEvent logEvent, int size, int length) =>
        Create(logEvent, Clip(logEvent.Exception, length: 0), TemplateOf(logEvent, length), [], size);

    /// <summary>The event with its time, its level and one character of its template.</summary>
    public static LogEvent WithoutException(LogEvent logEvent, int size, bool withTrace) =>
        Create(logEvent, exception: null, TemplateOf(logEvent, length: 1), [], size, withTrace);

    static LogEvent Create(
        LogEvent logEvent,
        Exception? exception,
        MessageTemplate template,
        IEnumerable<LogEventProperty> properties,
        int size,
        bool withTrace = true) => new(
            logEvent.Timestamp,
            logEvent.Level,
            exception,
            template,
            properties.Append(new LogEventProperty(SizeProperty, new ScalarValue(size))),
            withTrace ? logEvent.TraceId.GetValueOrDefault() : default,
            withTrace ? logEvent.SpanId.GetValueOrDefault() : default);

    static MessageTemplate TemplateOf(LogEvent logEvent, int length) => new([new TextToken(Clip(logEvent.MessageTemplate.Text, length))]);

    static ClippedException? Clip(Exception? exception, int length) =>
        exception is null ? null : new ClippedException(Clip($"{exception}", length), exception);

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
    sealed class ClippedException(string text, Exception original) : Exception(text), IClippedException
    {
        public Type Original { get; } = original is IClippedException clipped ? clipped.Original : original.GetType();

        public override string ToString() => Message;
    }
}
