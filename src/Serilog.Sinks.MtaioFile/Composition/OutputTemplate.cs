using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Creates text formatters for the entry points, which do not use the rooms of Formatting.</summary>
static class OutputTemplate
{
    public static ITextFormatter Formatter(string outputTemplate, IFormatProvider? formatProvider)
    {
        ArgumentNullException.ThrowIfNull(outputTemplate);
        if (string.IsNullOrWhiteSpace(outputTemplate))
            throw new ArgumentException("must not be empty or white space: no event would be in the file", nameof(outputTemplate));
        return OutputTemplateFormatter.For(outputTemplate, formatProvider);
    }
}
