using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>
/// Renders with any text formatter. A formatter need not be thread-safe. In compact JSON the line ends of Unicode are escaped.
/// </summary>
/// <param name="formatter">The formatter.</param>
/// <param name="isJson">Whether an event is a line of JSON, which ends in a line feed whatever the formatter writes.</param>
sealed class FormatterRenderer(ITextFormatter formatter, bool isJson) : ILineRenderer
{
    readonly bool _isCompactJson = JsonFormatters.IsCompact(formatter);
    byte[]? _carriageReturnAndLineFeed;

    public bool IsThreadSafe => false;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        var start = output.Position;
        formatter.Format(logEvent, _isCompactJson ? new JsonLineWriter(output) : output);
        if (isJson) EndInLineFeed(start, output);
    }

    void EndInLineFeed(int start, Utf8LineWriter output)
    {
        output.CompleteCharacter();
        _carriageReturnAndLineFeed ??= output.Encoding.GetBytes("\r\n");
        if (!output.BytesFrom(start).EndsWith(_carriageReturnAndLineFeed)) return;
        output.TruncateTo(output.Position - _carriageReturnAndLineFeed.Length);
        output.Write('\n');
    }
}
