using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Formatting.Values;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>A text or a hole of an output template. Serilog renders the holes that our parts do not cover.</summary>
abstract class OutputPart
{
    public abstract void Render(LogEvent logEvent, Utf8LineWriter output);

    /// <summary>The part for a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="template">All tokens of the output template.</param>
    /// <param name="provider">The culture; null = invariant.</param>
    /// <param name="run">The run whose records have marks; null = they have none.</param>
    public static OutputPart Of(MessageTemplateToken token, MessageTemplateToken[] template, IFormatProvider? provider, string? run)
    {
        if (token is not PropertyToken property) return new TextPart(token);
        if (run is not null && SequencePart.IsFor(token, RecordMark.Token)) return Aligned(new SequencePart(run), property, serilog: null);
        var serilog = new SerilogPart(property, provider);
        return property.PropertyName switch
        {
            OutputProperties.LevelPropertyName => new LevelPart(property, serilog),
            OutputProperties.NewLinePropertyName => new NewLinePart(property, serilog),
            OutputProperties.ExceptionPropertyName => new ExceptionPart(serilog, property.Alignment),
            OutputProperties.TraceIdPropertyName or OutputProperties.SpanIdPropertyName => serilog,
            OutputProperties.TimestampPropertyName => (OutputPart?)Timestamp(property, provider, isUtc: false) ?? serilog,
            OutputProperties.UtcTimestampPropertyName => (OutputPart?)Timestamp(property, provider, isUtc: true) ?? serilog,
            OutputProperties.MessagePropertyName =>
                Aligned(new MessagePart(MessageStyle.Of(property.Format, provider)), property, serilog),
            OutputProperties.PropertiesPropertyName =>
                Aligned(new PropertiesPart(NamesIn(template), MessageStyle.Of(property.Format, provider)), property, serilog: null),
            _ => new PropertyPart(property, provider, serilog),
        };
    }

    static TimestampPart? Timestamp(PropertyToken property, IFormatProvider? provider, bool isUtc) =>
        ValueFormat.TryGetCulture(provider, out var culture) && property.Alignment is null && ValueFormat.Of(property.Format).IsAscii
            ? new TimestampPart(new TimestampFormat(property.Format, culture, isUtc))
            : null;

    static HashSet<string> NamesIn(MessageTemplateToken[] template) =>
        template.OfType<PropertyToken>().Select(p => p.PropertyName).ToHashSet(StringComparer.Ordinal);

    static OutputPart Aligned(OutputPart part, PropertyToken property, SerilogPart? serilog) =>
        property.Alignment is { } alignment ? new AlignedPart(part, alignment, serilog) : part;
}
