using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Creates text formatters for the entry points, which do not use the rooms of Formatting.</summary>
static class OutputTemplate
{
    public static ITextFormatter Formatter(string outputTemplate, IFormatProvider? formatProvider) =>
        new OutputTemplateFormatter(outputTemplate, formatProvider);
}
