using System.Diagnostics;
using CsCheck;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Runs of events. Some of the events share their message template.</summary>
static class RandomEvents
{
    static readonly Gen<LogEventLevel> Level = Gen.Frequency(
        (12, Gen.Enum<LogEventLevel>()), (1, Gen.OneOf((LogEventLevel)42, (LogEventLevel)(-1), (LogEventLevel)6)));

    static readonly Gen<Exception?> Exception = Gen.Frequency(
        (9, Gen.Const((Exception?)null)), (1, Gen.OneOf<Exception?>(OddExceptions.All)));

    static readonly Gen<(ActivityTraceId, ActivitySpanId)> Trace = Gen.OneOf(
        default,
        default,
        (Id, default),
        (default, ActivitySpanId.CreateFromString("b7ad6b7169203331")),
        (Id, ActivitySpanId.CreateFromString("0000000000000001")));

    static readonly Gen<(string, LogEventPropertyValue)[]> Properties = Gen.Select(RandomValues.Name, RandomValues.Any).Array[0, 6];

    /// <summary>Blank names of properties, which a logger never makes.</summary>
    static readonly Gen<string?> BlankName = Gen.Frequency((60, Gen.Const((string?)null)), (1, Gen.OneOf<string?>("", " ", "\t")));

    public static readonly Gen<LogEvent[]> Run = Gen.Select(
        RandomTemplates.Message.Array[1, 3],
        Gen.Select(Gen.Int[0, 5], RandomTimes.Instant, Level, Exception, Trace, Properties, BlankName,
            (number, at, level, exception, trace, properties, blankName) =>
                new Parts(number, at, level, exception, trace, properties, blankName)).Array[1, 12],
        (templates, events) => Array.ConvertAll(events, e => Event(templates[e.Number % templates.Length], e)));

    static ActivityTraceId Id => ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c");

    static LogEvent Event(MessageTemplate template, Parts e)
    {
        var properties = new Dictionary<string, LogEventPropertyValue>(StringComparer.Ordinal);
        // Every other event has its properties as a logger captures them: with the names and in the order of the holes.
        var holes = e.Number > 2 ? template.Tokens.OfType<PropertyToken>().Select(p => p.PropertyName) : [];
        foreach (var (hole, (_, value)) in holes.Zip(e.Properties)) properties[hole] = value;
        foreach (var (name, value) in e.Properties) properties[name] = value;
        if (e.BlankName is not null) properties[e.BlankName] = new ScalarValue(1);
        return LogEvent.UnstableAssembleFromParts(e.At, e.Level, e.Exception, template, properties, e.Trace.Id, e.Trace.Span);
    }

    sealed record Parts(
        int Number,
        DateTimeOffset At,
        LogEventLevel Level,
        Exception? Exception,
        (ActivityTraceId Id, ActivitySpanId Span) Trace,
        (string Name, LogEventPropertyValue Value)[] Properties,
        string? BlankName);
}
