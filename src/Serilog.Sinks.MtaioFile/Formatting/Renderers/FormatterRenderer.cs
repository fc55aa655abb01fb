using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>
/// Renders with any text formatter. A formatter need not be thread-safe. In compact JSON the line ends of Unicode are escaped.
/// </summary>
sealed class FormatterRenderer(ITextFormatter formatter) : ILineRenderer
{
    readonly bool _isCompactJson = formatter is CompactJsonFormatter or RenderedCompactJsonFormatter;

    public bool IsThreadSafe => false;

    public void Render(LogEvent logEvent, Utf8LineWriter output) =>
        formatter.Format(logEvent, _isCompactJson ? new JsonLineWriter(output) : output);
}
