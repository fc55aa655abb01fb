using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Events with everything that events can carry, the same on every machine: for snapshots and for checks of formats.</summary>
static class RichEvents
{
    static readonly MessageTemplateParser Parser = new();

    public static IEnumerable<LogEvent> All =>
    [
        .. Enum.GetValues<LogEventLevel>().Select(level => Event(level, $"At level {{Level}}", ("Level", new ScalarValue(level)))),
        Scalars,
        Structured,
        WithException(Nested()),
        Event(LogEventLevel.Information, "first line\nsecond line\r\n\tthird \"quoted\" \\ line"),
        Event(LogEventLevel.Information, "é € 😀 日本語 {Text:l} {Text}", ("Text", new ScalarValue("ü\u0001\u2028\u001b[31m"))),
        Event(
            LogEventLevel.Information,
            "{Missing} {{escaped}} {0} {Aligned,8:0.00}|{Left,-6}|",
            ("Aligned", new ScalarValue(3.14159)),
            ("Left", new ScalarValue("ab"))),
        Event(LogEventLevel.Information, "", ("@odd", new ScalarValue(1)), ("with space", new ScalarValue("a \"b\" \\ c\nd"))),
        Traced,
    ];

    public static LogEvent Scalars => Event(LogEventLevel.Information, "Scalars",
        ("NaN", new ScalarValue(double.NaN)), ("Infinity", new ScalarValue(double.PositiveInfinity)),
        ("MinusInfinity", new ScalarValue(float.NegativeInfinity)),
        ("Large", new ScalarValue(9007199254740993L)), ("Largest", new ScalarValue(ulong.MaxValue)), ("Decimal", new ScalarValue(1.10m)),
        ("Instant", new ScalarValue(Some.Instant)), ("Day", new ScalarValue(new DateOnly(2026, 3, 4))),
        ("Time", new ScalarValue(new TimeSpan(1, 2, 3, 4, 5))),
        ("Id", new ScalarValue(new Guid("00112233-4455-6677-8899-aabbccddeeff"))), ("Char", new ScalarValue('x')),
        ("Null", new ScalarValue(null)),
        ("Enum", new ScalarValue(DayOfWeek.Friday)), ("Bool", new ScalarValue(true)), ("Empty", new ScalarValue("")),
        ("Address", new ScalarValue(new Uri("http://localhost/?a=b"))));

    public static LogEvent Structured => Event(LogEventLevel.Information, "Order {Id} of {@Customer} with {@Items}",
        ("Id", new ScalarValue(42)),
        ("Customer", new StructureValue(
            [
                new("Name", new ScalarValue("Ann \"A\"")),
                new("Tags", new SequenceValue([new ScalarValue("x"), new ScalarValue(null)])),
            ],
            "Customer")),
        ("Items", new DictionaryValue([new(new ScalarValue("a b"), new ScalarValue(1)), new(new ScalarValue(2), new SequenceValue([]))])));

    public static LogEvent Traced => new(Some.Instant, LogEventLevel.Information, null, Parser.Parse("Traced"), [],
        ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c"), ActivitySpanId.CreateFromString("b7ad6b7169203331"));

    public static LogEvent WithException(Exception exception) =>
        new(Some.Instant, LogEventLevel.Error, exception, Parser.Parse("It failed"), []);

    /// <summary>Never thrown, so without a stack trace.</summary>
    public static Exception Nested() => new InvalidOperationException("outer\nmessage", new FormatException("inner \"message\""));

    /// <summary>The event that the logger makes of arguments, for what only capturing produces.</summary>
    public static LogEvent Captured(string template, params object?[] arguments)
    {
        var kept = new CollectingSink();
        using (var log = new LoggerConfiguration().WriteTo.Sink(kept).CreateLogger()) log.Information(template, arguments);
        return kept.Last;
    }

    public static LogEvent Event(LogEventLevel level, string template, params (string Name, LogEventPropertyValue Value)[] properties) =>
        new(Some.Instant, level, null, Parser.Parse(template), properties.Select(p => new LogEventProperty(p.Name, p.Value)));
}
