namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>Tells for the lines of one file where records begin.</summary>
/// <param name="runs">The runs of the log so far.</param>
sealed class LineRules(KnownRuns runs)
{
    /// <summary>So many bytes tell the format.</summary>
    public const int SniffedBytes = 64 * 1024;

    Format _format;

    /// <summary>Whether no line of the beginning looks like a record, so that each line is taken for one.</summary>
    public bool IsForeign => _format == Format.Lines;

    /// <summary>Looks at the beginning of the file.</summary>
    public void Sniff(ReadOnlySpan<byte> beginning)
    {
        if (beginning.IsEmpty || beginning.Contains((byte)0)) return;
        while (!beginning.IsEmpty)
        {
            var end = beginning.IndexOf((byte)'\n');
            var line = end < 0 ? beginning : beginning[..(end + 1)];
            if (line.StartsWith("{\""u8) || TextHead.IsTimestamp(line) || KnownRuns.HasMarkLike(line)) return;
            beginning = beginning[line.Length..];
        }
        _format = Format.Lines;
    }

    public LineKind KindOf(ReadOnlySpan<byte> line, out RecordMark mark)
    {
        if (line is [(byte)'{', ..] && IsJson(line, out mark)) return LineKind.Json;
        mark = line is [0, ..] ? default : runs.MarkIn(line);
        if (mark.IsPresent)
        {
            _format = Format.Text;
            return LineKind.Text;
        }
        if (line is [0, ..]) return LineKind.Loose;
        if (_format == Format.Lines) return LineKind.Text;
        if ((_format != Format.Text || !runs.AnyGoesOn) && TextHead.IsTimestamp(line))
        {
            _format = Format.Text;
            return LineKind.Text;
        }
        return _format switch
        {
            Format.Text => LineKind.Continuation,
            Format.Json => LineKind.Loose,
            _ => LineKind.Header,
        };
    }

    bool IsJson(ReadOnlySpan<byte> line, out RecordMark mark)
    {
        var isMarked = RecordMark.TryParseJson(line, out mark);
        if (isMarked) runs.Add(mark.Run);
        var isJson = isMarked || _format == Format.Json || (_format == Format.Unknown && line.StartsWith("{\""u8)) || IsUsualJson(line);
        if (isJson) _format = Format.Json;
        return isJson;
    }

    static bool IsUsualJson(ReadOnlySpan<byte> line) =>
        line.StartsWith("{\"@hash\":"u8) || line.StartsWith("{\"@run\":"u8) || line.StartsWith("{\"@t\":"u8)
        || line.StartsWith("{\"timestamp\":"u8) || line.StartsWith("{\"Timestamp\":"u8);

    enum Format
    {
        Unknown,
        Json,
        Text,
        Lines,
    }
}
