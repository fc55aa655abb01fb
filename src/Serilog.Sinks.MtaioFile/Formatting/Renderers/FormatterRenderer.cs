using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Renders as any text formatter does, which need not bear being called by several threads at once.</summary>
sealed class FormatterRenderer(ITextFormatter formatter) : ILineRenderer
{
    public bool IsConcurrent => false;

    public void Render(LogEvent logEvent, Utf8LineWriter output) => formatter.Format(logEvent, output);
}
