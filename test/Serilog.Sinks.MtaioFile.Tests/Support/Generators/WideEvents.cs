using CsCheck;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// Two events with one wide message template. Some lack properties for its holes, and some have many that it does not show.
/// </summary>
static class WideEvents
{
    public static readonly Gen<LogEvent[]> Pair = Gen.Select(
        RandomTemplates.Wide,
        Gen.Select(RandomValues.Any.Array[1, 8], Gen.Int[1, 6], Gen.Int[0, 40], Gen.Bool, (values, missing, others, isReversed) =>
            new Parts(values, missing, others, isReversed)).Array[2],
        (template, events) => Array.ConvertAll(events, e => Event(template, e)));

    static LogEvent Event(MessageTemplate template, Parts parts)
    {
        var names = template.Tokens.OfType<PropertyToken>().Select(hole => hole.PropertyName).Distinct(StringComparer.Ordinal)
            .Where((_, i) => parts.Missing == 1 || i % parts.Missing != 0)
            .Concat(Enumerable.Range(0, parts.Others).Select(i => $"Other_{i}"));
        if (parts.IsReversed) names = names.Reverse();
        var properties = names.Select((name, i) => new LogEventProperty(name, parts.Values[i % parts.Values.Length]));
        return new LogEvent(Some.Instant, LogEventLevel.Information, exception: null, template, properties);
    }

    sealed record Parts(LogEventPropertyValue[] Values, int Missing, int Others, bool IsReversed);
}
