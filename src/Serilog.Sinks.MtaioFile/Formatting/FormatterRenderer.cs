using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.Formatting;

/// <summary>Renders as any text formatter does, which need not bear being called by several threads at once.</summary>
sealed class FormatterRenderer(ITextFormatter formatter) : ILineRenderer
{
    public bool IsConcurrent => false;

    public void Render(LogEvent logEvent, Utf8LineWriter output) => formatter.Format(logEvent, output);
}
