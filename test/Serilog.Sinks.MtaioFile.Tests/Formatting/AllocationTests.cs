using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting;

/// <summary>Encoding events with values of the common types allocates no memory.</summary>
public sealed class AllocationTests
{
    const string DefaultTemplate = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    const string EverythingTemplate =
        "{Timestamp:HH:mm:ss.fffffff} {UtcTimestamp:o} {Level,-11:w} {Message:lj} {Message,80} {SourceContext} {SourceContext,-20} "
        + "{Properties} {Properties:j} {TraceId}{NewLine}{Exception}";

    const string SampleTemplate =
        "{Order} of {Customer} took {Elapsed:0.0000} ms {Customer,20} {Total,-10:0.00} {Day:yyyy-MM-dd} {Item} {Missing}";

    static readonly object?[] Values =
    [
        1, 2L, 3.25, 4.5m, true, null, "text \"quoted\"\n", 'c', Guid.Empty, new TimeSpan(1, 2, 3), new DateTime(2026, 3, 4), Some.Instant,
        new DateOnly(2026, 3, 4), new TimeOnly(5, 6), 0.1 + 0.2, 1.5f, 1u, (byte)2, -7.125,
    ];

    public static TheoryData<string, ITextFormatter> Formatters => new()
    {
        { "default", new OutputTemplateFormatter(DefaultTemplate, null) },
        { "everything", new OutputTemplateFormatter(EverythingTemplate, CultureInfo.GetCultureInfo("de-DE")) },
        { "compact", new CompactJsonFormatter() },
        { "rendered compact", new RenderedCompactJsonFormatter() },
    };

    [Theory]
    [MemberData(nameof(Formatters))]
    public void EventsWithCommonTypesAllocateNothing(string _, ITextFormatter formatter)
    {
        var encoder = Encoders.For(formatter, LibraryOutput.Utf8);
        var lines = encoder.NewLines();
        LogEvent[] events = [.. Events()];
        for (var i = 0; i < 200; i++) encoder.Encode(events, asBlock: false, lines);
        Assert.Empty(lines.Failures);
        // The best of several runs: parallel tests may remove the template from the cache that all share.
        Assert.Equal(0, Enumerable.Range(0, 10).Min(_ => Allocated(encoder, events, lines)));
    }

    static long Allocated(EventEncoder encoder, LogEvent[] events, EncodedLines lines)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i += events.Length) encoder.Encode(events, asBlock: false, lines);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static IEnumerable<LogEvent> Events()
    {
        var template = new MessageTemplateParser().Parse(SampleTemplate);
        return Values.Select(value => new LogEvent(Some.Instant, LogEventLevel.Warning, exception: null, template, PropertiesWith(value)));
    }

    static LogEventProperty[] PropertiesWith(object? value) =>
    [
        new("Order", new ScalarValue(4711)),
        new("Customer", new ScalarValue("Contoso")),
        new("Elapsed", new ScalarValue(34.5678)),
        new("Total", new ScalarValue(-1.5)),
        new("Day", new ScalarValue(new DateTime(2026, 3, 4))),
        new("SourceContext", new ScalarValue("Some.Name.Space")),
        new("Item", new ScalarValue(value)),
        new("Other", new ScalarValue(value)),
        new("List", new SequenceValue([new ScalarValue(value), new ScalarValue("é")])),
        new("Structure", new StructureValue([new("Part", new ScalarValue(value))], "Tag")),
        new("Map", new DictionaryValue([new(new ScalarValue("key"), new ScalarValue(value))])),
    ];
}
