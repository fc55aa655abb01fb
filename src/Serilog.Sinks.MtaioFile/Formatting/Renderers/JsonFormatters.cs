using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Knows the formatters that write each event as one line of JSON, which ends in a line feed on every system.</summary>
static class JsonFormatters
{
    /// <summary>The formatter of JSON files by default. It is recognized without a look at its fields.</summary>
    public static ITextFormatter Default { get; } = new CompactJsonFormatter();

    /// <remarks>The first comparison saves a program that writes text alone from loading the assembly of the compact formatters.</remarks>
    public static bool Contains(ITextFormatter formatter) => formatter is not OutputTemplateFormatter && IsJson(formatter);

    public static bool IsCompact(ITextFormatter formatter) => formatter is CompactJsonFormatter or RenderedCompactJsonFormatter;

    static bool IsJson(ITextFormatter formatter) => IsCompact(formatter) || formatter is JsonFormatter or IJsonFormatter;
}
