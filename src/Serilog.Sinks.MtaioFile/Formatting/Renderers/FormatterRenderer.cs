using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Renders with any text formatter. A formatter need not be thread-safe.</summary>
sealed class FormatterRenderer(ITextFormatter formatter) : ILineRenderer
{
    public bool IsThreadSafe => false;

    public void Render(LogEvent logEvent, Utf8LineWriter output) => formatter.Format(logEvent, output);
}
