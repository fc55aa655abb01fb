using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Lets a renderer that is for UTF-8 only write to a file in another encoding.</summary>
sealed class TranscodingRenderer(ILineRenderer inner) : ILineRenderer
{
    readonly EncodedLines _utf8 = new(Encoding.UTF8);

    public bool IsThreadSafe => false;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        _utf8.Clear();
        _utf8.Writer.Number = output.Number;
        inner.Render(logEvent, _utf8.Writer);
        _utf8.Writer.CompleteCharacter();
        output.Write(Encoding.UTF8.GetString(_utf8.BytesFrom(0)));
    }
}
