using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>
/// Gives the record of another renderer a head: an object of JSON gets properties at its start, any other record a text before it.
/// </summary>
abstract class HeadedRenderer : ILineRenderer
{
    const string WhiteSpace = " \t\r\n";

    readonly ILineRenderer _inner;
    readonly RecordKind _kind;
    readonly byte[] _start, _end, _comma;

    // What the records have been so far: that head is written before a record, and set right afterwards where it was wrong.
    bool _isJson;

    /// <param name="inner">The other renderer.</param>
    /// <param name="encoding">The encoding of the file.</param>
    /// <param name="kind">What the records are.</param>
    protected HeadedRenderer(ILineRenderer inner, Encoding encoding, RecordKind kind)
    {
        _inner = inner;
        _kind = kind;
        _isJson = kind == RecordKind.Json;
        _start = encoding.GetBytes("{\"");
        _end = encoding.GetBytes("}");
        _comma = encoding.GetBytes(",");
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
        output.CompleteCharacter();
        var bytes = output.BytesFrom(record);
        if (isJson && _kind == RecordKind.Json && bytes.StartsWith(_start)) output.Overwrite(record, _comma);
        else if (isJson || _kind != RecordKind.Text || bytes.IsEmpty) SetRight(start, record, output);
    }

    /// <summary>Writes the head: an object of JSON that lacks its closing brace, or a text with a space behind it.</summary>
    protected abstract void WriteHead(bool isJson, Utf8LineWriter output);

    /// <summary>Looks at a record that may need another head than it has.</summary>
    void SetRight(int start, int record, Utf8LineWriter output)
    {
        var bytes = output.BytesFrom(record);
        var hasJsonHead = _isJson;
        if (bytes.IsEmpty) EndEmpty(hasJsonHead, output);
        else if (_kind == RecordKind.Unknown && bytes.StartsWith(_start) && IsObject(bytes))
        {
            if (!hasJsonHead) record = ReplaceHead(start, record, isJson: true, output);
            output.Overwrite(record, _comma);
        }
        else if (_kind == RecordKind.Json) RewriteObject(start, record, output);
        else if (hasJsonHead) ReplaceHead(start, record, isJson: false, output);
    }

    /// <summary>A formatter may write nothing for an event. The record then has its head alone, so that it is not missing.</summary>
    static void EndEmpty(bool isJson, Utf8LineWriter output) => output.Write(isJson ? "}\n" : "\n");

    /// <summary>Whether what begins like an object also ends like one, white space aside.</summary>
    bool IsObject(ReadOnlySpan<byte> record)
    {
        // A white space character of any encoding has the byte of its ASCII character, and zeros.
        return record.TrimEnd(" \t\r\n\0"u8).EndsWith(_end.AsSpan().TrimEnd((byte)0));
    }

    /// <summary>An object that has white space where others have none, or no properties; or no object.</summary>
    void RewriteObject(int start, int record, Utf8LineWriter output)
    {
        var text = output.Encoding.GetString(output.BytesFrom(record));
        var trimmed = text.TrimStart(WhiteSpace.ToCharArray());
        if (!trimmed.StartsWith('{'))
        {
            ReplaceHead(start, record, isJson: false, output);
            _isJson = true;
            return;
        }
        var inside = trimmed[1..].TrimStart(WhiteSpace.ToCharArray());
        output.TruncateTo(record);
        output.Write((inside.StartsWith('}') ? "" : ",") + inside);
    }

    /// <summary>Writes the other head before a record, and expects records of that kind from now on.</summary>
    /// <returns>The position of the record.</returns>
    int ReplaceHead(int start, int record, bool isJson, Utf8LineWriter output)
    {
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

/// <summary>What is known of the records of a formatter.</summary>
enum RecordKind
{
    /// <summary>Each record decides.</summary>
    Unknown,

    Text,

    Json,
}
