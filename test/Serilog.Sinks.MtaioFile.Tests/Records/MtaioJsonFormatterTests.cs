using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Records;

/// <summary>The JSON shape of mtaio: always one valid line, in which no object has a key twice.</summary>
public sealed class MtaioJsonFormatterTests
{
    static readonly string[] Reserved = ["timestamp", "level", "logger", "message", "exception", "stack_info"];

    static readonly Gen<string> Texts = Gen.OneOf(
        AnyOf("\"", "\\", "\n", "\r\n", "\u0085", "\u2028", "\u2029", "\0", "\u001b", "😀", "é", "", "{x}", "NaN"),
        Gen.String[Gen.Char['\0', '\ud7ff'], 0, 8]);

    static readonly Gen<string> Names = Gen.OneOf(
        AnyOf<string>([
            .. Reserved, "_level", "__level", "trace_id", "span_id", "LoggerName", "LevelName", "StackInfo", "SourceContext",
            "\"", "\\", "a\nb", "$type"]),
        Texts.Where(t => !string.IsNullOrWhiteSpace(t)));

    static readonly Gen<LogEventPropertyValue> Scalars = Gen.OneOf(
        Texts.Select(t => (object?)t),
        Gen.Double.Select(d => (object?)d),
        Gen.Float.Select(d => (object?)d),
        Gen.Decimal.Select(d => (object?)d),
        Gen.Long.Select(d => (object?)d),
        AnyOf<object?>(
            null, true, double.NaN, float.PositiveInfinity, 'x', '"', LogEventLevel.Error, Some.Instant, TimeSpan.MaxValue, Guid.Empty,
            new byte[] { 1, 2 }, new DateOnly(2026, 1, 2)))
        .Select(v => (LogEventPropertyValue)new ScalarValue(v));

    static readonly Gen<LogEventPropertyValue> Values =
        Gen.Recursive<LogEventPropertyValue>((depth, nested) => depth > 3 ? Scalars : Gen.OneOf(
            Scalars,
            nested.Array[0, 3].Select(v => (LogEventPropertyValue)new SequenceValue(v)),
            Gen.Select(Names, nested, (name, value) => new LogEventProperty(name, value)).Array[0, 3].Select(Structure),
            Gen.Select(Scalars, nested).Array[0, 3].Select(Dictionary)));

    static readonly Gen<LogEvent> Events =
        Gen.Select(Texts, Gen.Select(Names, Values, (name, value) => new LogEventProperty(name, value)).Array[0, 8], Texts, Gen.Bool)
        .Select((message, properties, error, fails) => new LogEvent(
            Some.Instant,
            LogEventLevel.Error,
            fails ? new IOException(error) : null,
            new MessageTemplate(message, [new TextToken(message)]),
            properties.DistinctBy(p => p.Name)));

    [Fact]
    public void AnEventIsOneLineInTheShapeOfMtaio() => AssertLine(
        """
        {"timestamp":"2026-03-04T04:06:07.0890000Z","level":"INFO","logger":"app","message":"text",
        "user_id":"123","N":1.5}
        """,
        Event(("LoggerName", "app"), ("LevelName", "INFO"), ("user_id", "123"), ("N", 1.5)));

    [Fact]
    public void ExceptionStackInfoAndTraceHaveTheirKeys()
    {
        using var activity = new Activity("x").SetIdFormat(ActivityIdFormat.W3C).Start();
        var logEvent = new LogEvent(
            Some.Instant,
            LogEventLevel.Fatal,
            new IOException("no \"disk\"\n"),
            Some.Event("x").MessageTemplate,
            [new("StackInfo", new ScalarValue("here"))],
            activity.TraceId,
            activity.SpanId);
        AssertLine(
            $$$"""
            {"timestamp":"2026-03-04T04:06:07.0890000Z","level":"CRITICAL","logger":null,"message":"x",
            "trace_id":"{{{activity.TraceId}}}","span_id":"{{{activity.SpanId}}}",
            "exception":{"type":"System.IO.IOException","message":"no \"disk\"\n"},"stack_info":"here"}
            """,
            logEvent);
    }

    [Fact]
    public void AThrownExceptionHasItsStackTrace()
    {
        var thrown = Record.Exception(void () => throw new InvalidOperationException("outer", new IOException("inner")));
        var exception = Parse(Format(Some.Event("x", LogEventLevel.Error, thrown))).GetProperty("exception");
        Assert.Equal(thrown.StackTrace, exception.GetProperty("stack_trace").GetString());
    }

    [Fact]
    public void PropertiesNamedLikeFieldsGetUnderscores()
    {
        var properties = Reserved.Append("_message").Append("__level").Select(n => (n, (object?)$"user's {n}")).ToArray();
        var line = Parse(Format(Event(properties)));
        Assert.Equal("text", line.GetProperty("message").GetString());
        Assert.Equal("user's _message", line.GetProperty("_message").GetString());
        Assert.Equal("user's message", line.GetProperty("__message").GetString());
        Assert.Equal("user's level", line.GetProperty("_level").GetString());
        Assert.Equal("user's exception", line.GetProperty("_exception").GetString());
        AssertNoKeyTwice(line);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData('"')]
    [InlineData(null)]
    [InlineData(9007199254740993L)]
    [InlineData(ulong.MaxValue)]
    public void AwkwardScalarsAreValidJson(object? value)
    {
        var line = Parse(Format(Event(("V", value))));
        if (value is null) return;
        var written = line.GetProperty("V");
        var expected = Convert.ToString(value, CultureInfo.InvariantCulture);
        Assert.Equal(expected, value is long or ulong ? written.GetRawText() : written.GetString());
    }

    [Fact]
    public void KeysInsideAValueAreUnique()
    {
        var (one, two) = (new ScalarValue(1), new ScalarValue(2));
        var map = new DictionaryValue([new(one, new ScalarValue("int")), new(new ScalarValue("1"), new ScalarValue("string"))]);
        var structure = new StructureValue([new("$type", new ScalarValue("mine")), new("A", one), new("A", two)], "T");
        AssertNoKeyTwice(Parse(Format(Empty(new("Map", map), new("Structure", structure)))));
    }

    [Fact]
    public void ADeeplyNestedValueIsOneLineOfValidJson()
    {
        LogEventPropertyValue value = new ScalarValue("bottom");
        for (var i = 0; i < 200; i++) value = new StructureValue([new("N", value)]);
        var text = Format(Empty(new LogEventProperty("Deep", value)));
        using var parsed = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1000 });
        Assert.Equal(1, text.Count(c => c == '\n'));
    }

    [Fact]
    public void EveryLineIsValidJsonWhateverThePropertiesAre()
    {
        Events.Sample(
            logEvent =>
            {
                var text = Format(logEvent);
                Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
                var line = Parse(text);
                AssertNoKeyTwice(line);
                Assert.Equal("ERROR", line.GetProperty("level").GetString());
                Assert.Equal(logEvent.MessageTemplate.Text, line.GetProperty("message").GetString());
                Assert.Equal(logEvent.Exception is not null, line.TryGetProperty("exception", out _));
            },
            iter: 2000);
    }

    static LogEventPropertyValue Structure(LogEventProperty[] properties) => new StructureValue(properties, "T");

    static LogEventPropertyValue Dictionary((LogEventPropertyValue Key, LogEventPropertyValue Value)[] elements) => new DictionaryValue(
        elements.DistinctBy(e => e.Key).Select(e => KeyValuePair.Create((ScalarValue)e.Key, e.Value)));

    static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static void AssertNoKeyTwice(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) AssertNoKeyTwice(item);
        }
        if (element.ValueKind != JsonValueKind.Object) return;
        var keys = element.EnumerateObject().Select(p => p.Name).ToList();
        Assert.Equal(keys.Distinct(), keys);
        foreach (var property in element.EnumerateObject()) AssertNoKeyTwice(property.Value);
    }

    static LogEvent Event(params (string Name, object? Value)[] properties) => new(
        Some.Instant,
        LogEventLevel.Information,
        null,
        Some.Event("text").MessageTemplate,
        properties.Select(p => new LogEventProperty(p.Name, new ScalarValue(p.Value))));

    static LogEvent Empty(params LogEventProperty[] properties) =>
        new(Some.Instant, LogEventLevel.Information, null, MessageTemplate.Empty, properties);

    /// <summary>Compares the line of an event with a text that is broken into several lines for the reader.</summary>
    static void AssertLine(string expected, LogEvent logEvent) => Assert.Equal(expected.ReplaceLineEndings("") + "\n", Format(logEvent));

    static string Format(LogEvent logEvent)
    {
        using var output = new StringWriter();
        new MtaioJsonFormatter().Format(logEvent, output);
        return output.ToString();
    }

    static JsonElement Parse(string line) => JsonDocument.Parse(Encoding.UTF8.GetBytes(line)).RootElement;
}
