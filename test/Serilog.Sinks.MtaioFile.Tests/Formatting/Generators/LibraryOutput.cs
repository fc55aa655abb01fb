using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Generators;

/// <summary>What the library writes is right by definition: compares with it, byte by byte.</summary>
static class LibraryOutput
{
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of an event; null when the formatter or the encoding throws, which loses the event.</summary>
    public static byte[]? Of(LogEvent logEvent, ITextFormatter formatter, Encoding encoding)
    {
        // The sink's own writer, too, is that of no culture.
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        try
        {
            formatter.Format(logEvent, text);
            return encoding.GetBytes(text.ToString());
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>Encodes a run and compares each line; an event that is lost leaves no byte.</summary>
    public static void AssertSame(
        LogEvent[] events, ITextFormatter library, EventEncoder encoder, EncodedLines lines, Encoding encoding, string what)
    {
        encoder.Encode(events, asBlock: true, lines);
        Assert.Equal(events.Length, lines.Count);
        for (var i = 0; i < events.Length; i++)
        {
            var expected = Of(events[i], library, encoding);
            var isLost = lines.Failures.Any(f => f.Index == i);
            if (expected is null == isLost && lines.Lines(i, i + 1).SequenceEqual(expected)) continue;
            var actual = isLost ? $"lost: {lines.Failures.First(f => f.Index == i).Lost}" : Encoding.UTF8.GetString(lines.Lines(i, i + 1));
            Assert.Fail($"""
                {what}
                event {i}: {events[i].MessageTemplate.Text} with {string.Join("; ", events[i].Properties.Select(Describe))}
                expected {(expected is null ? "lost" : Encoding.UTF8.GetString(expected))}
                actual   {actual}
                """);
        }
    }

    static string Describe(KeyValuePair<string, LogEventPropertyValue> property) =>
        $"{property.Key}={Describe(property.Value)}";

    static string Describe(LogEventPropertyValue value) =>
        value is ScalarValue { Value: { } scalar and not Throwing } ? $"{scalar.GetType().Name} {Text(scalar)}" : value.GetType().Name;

    static string Text(object value) =>
        value is double or float ? ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture) : $"{value}";
}
