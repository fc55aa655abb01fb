using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Composition;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>The library's formatter for an output template, which also tells what it was made of.</summary>
sealed class OutputTemplateFormatter(string outputTemplate, IFormatProvider? formatProvider) : ITextFormatter
{
    readonly MessageTemplateTextFormatter _formatter = new(outputTemplate, formatProvider);

    public string OutputTemplate => outputTemplate;

    public IFormatProvider? FormatProvider => formatProvider;

    public void Format(LogEvent logEvent, TextWriter output) => _formatter.Format(logEvent, output);
}
