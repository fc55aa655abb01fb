using System.Globalization;
using System.Text;
using CsCheck;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// The library's output is right by definition: compares with it byte by byte. JSON has two exceptions: a line ends in a line feed on every
/// system, and in CLEF three line ends of Unicode, which the library writes raw, are escaped.
/// </summary>
static class LibraryOutput
{
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Mostly the encoding that replaces unpaired surrogates, sometimes the one that refuses them.</summary>
    public static readonly Gen<UTF8Encoding> Encodings = Gen.Frequency((9, Gen.Const(Utf8)), (1, Gen.Const(Strict)));

    /// <summary>The bytes of an event; null when the formatter or the encoding throws, so that the event fails.</summary>
    public static byte[]? Of(LogEvent logEvent, ITextFormatter formatter, Encoding encoding)
    {
        // The sink's own writer is in the invariant culture, too.
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        if (JsonFormatters.Contains(formatter)) text.NewLine = "\n";
        try
        {
            formatter.Format(logEvent, text);
            if (JsonFormatters.IsCompact(formatter)) return encoding.GetBytes(EscapeLineEnds(text.ToString()));
            var hasLineFeeds = formatter is not JsonFormatter;
            return encoding.GetBytes(hasLineFeeds ? text.ToString() : text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>Encodes events and compares each line. The line of a failed event is empty.</summary>
    public static void AssertSame(
        LogEvent[] events,
        ITextFormatter library,
        EventEncoder encoder,
        EncodedLines lines,
        Encoding encoding,
        string what)
    {
        encoder.Encode(events, asBlock: true, lines);
        Assert.Equal(events.Length, lines.Count);
        for (var i = 0; i < events.Length; i++)
        {
            var expected = Of(events[i], library, encoding);
            var failure = lines.Failures.Where(f => f.Index == i).Select(f => f.Failed.Cause).FirstOrDefault();
            if ((expected is null) == (failure is not null) && lines.Lines(i, i + 1).SequenceEqual(expected)) continue;
            var actual = failure is not null ? $"failed: {failure}" : Encoding.UTF8.GetString(lines.Lines(i, i + 1));
            Assert.Fail($"""
                {what}
                event {i}: {events[i].MessageTemplate.Text} with {string.Join("; ", events[i].Properties.Select(Describe))}
                expected {(expected is null ? "failed" : Encoding.UTF8.GetString(expected))}
                actual   {actual}
                """);
        }
    }

    /// <summary>The escapes that the library lacks.</summary>
    static string EscapeLineEnds(string json) => json
        .Replace("\u0085", "\\u0085", StringComparison.Ordinal)
        .Replace("\u2028", "\\u2028", StringComparison.Ordinal)
        .Replace("\u2029", "\\u2029", StringComparison.Ordinal);

    static string Describe(KeyValuePair<string, LogEventPropertyValue> property) =>
        property.Value is ScalarValue { Value: { } value and not Throwing }
            ? $"{property.Key}={value.GetType().Name} {Text(value)}"
            : $"{property.Key}={property.Value.GetType().Name}";

    static string Text(object value) =>
        value is double or float ? ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture) : $"{value}";
}
