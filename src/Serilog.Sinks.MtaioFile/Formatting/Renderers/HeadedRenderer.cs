using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>
/// Gives the record of another renderer a head: a record of JSON gets properties at its start, any other one a text before it.
/// </summary>
abstract class HeadedRenderer : ILineRenderer
{
    readonly ILineRenderer _inner;
    readonly byte[] _brace, _comma, _emptyObject;

    // What the records have been so far: that head is written before a record, and set right afterwards where it was wrong.
    bool _isJson;

    /// <param name="inner">The other renderer.</param>
    /// <param name="encoding">The encoding of the file.</param>
    /// <param name="isJson">Whether the records are known to be JSON.</param>
    protected HeadedRenderer(ILineRenderer inner, Encoding encoding, bool isJson)
    {
        _inner = inner;
        _isJson = isJson;
        _brace = encoding.GetBytes("{");
        _comma = encoding.GetBytes(",");
        _emptyObject = encoding.GetBytes("{}");
    }

    public bool IsThreadSafe => _inner.IsThreadSafe;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        var start = output.Position;
        var isJson = _isJson;
        WriteHead(isJson, output);
        output.CompleteCharacter();
        var record = output.Position;
        _inner.Render(logEvent, output);
        var bytes = output.BytesFrom(record);
        if (bytes.StartsWith(_brace) && !bytes.StartsWith(_emptyObject))
        {
            if (!isJson) record = ReplaceHead(start, record, isJson: true, output);
            output.Overwrite(record, _comma);
        }
        else if (isJson) ReplaceHead(start, record, isJson: false, output);
    }

    /// <summary>Writes the head: an object of JSON that lacks its closing brace, or a text with a space behind it.</summary>
    protected abstract void WriteHead(bool isJson, Utf8LineWriter output);

    /// <summary>Writes the other head before a record, and expects records of that kind from now on.</summary>
    /// <returns>The position of the record.</returns>
    int ReplaceHead(int start, int record, bool isJson, Utf8LineWriter output)
    {
        output.CompleteCharacter();
        _isJson = isJson;
        using var cut = output.CutFrom(record);
        output.TruncateTo(start);
        WriteHead(isJson, output);
        output.CompleteCharacter();
        var position = output.Position;
        cut.Span.CopyTo(output.Reserve(cut.Span.Length));
        return position;
    }
}
