using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Formatting;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Text by an output template.</summary>
static class OutputTemplate
{
    public static ITextFormatter Formatter(string outputTemplate, IFormatProvider? formatProvider) => new OutputTemplateFormatter(outputTemplate, formatProvider);
}
