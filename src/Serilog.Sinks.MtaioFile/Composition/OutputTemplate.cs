using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Text by an output template.</summary>
static class OutputTemplate
{
    public static ITextFormatter Formatter(string outputTemplate, IFormatProvider? formatProvider) => new OutputTemplateFormatter(outputTemplate, formatProvider);
}
