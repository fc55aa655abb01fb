using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Serilog's formatter of an output template, which also tells its template and its format provider.</summary>
sealed class OutputTemplateFormatter(string outputTemplate, IFormatProvider? formatProvider) : ITextFormatter
{
    readonly MessageTemplateTextFormatter _formatter = new(outputTemplate, formatProvider);

    public string OutputTemplate => outputTemplate;

    public IFormatProvider? FormatProvider => formatProvider;

    public void Format(LogEvent logEvent, TextWriter output) => _formatter.Format(logEvent, output);
}
