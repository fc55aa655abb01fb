using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>
/// Makes records of the bytes of a file that grows. A record of text may have lines that are not yet there: it waits for the next record,
/// or for a pause of the writer.
/// </summary>
sealed partial class GrowingRecords(MtaioLogFile file, long offset, long line)
{
    const int MostBytes = 16 * 1024 * 1024;

    readonly List<byte> _unended = [];
    readonly List<byte> _waiting = [];
    long _waitingOffset;
    long _waitingLine;
    bool _hasStarts;

    /// <summary>The byte behind the last whole line.</summary>
    long _offset = offset;

    long _line = line;

    public IEnumerable<MtaioLogRecord> Add(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', at);
            _unended.AddRange(bytes[at..(end < 0 ? bytes.Length : end + 1)]);
            at = end < 0 ? bytes.Length : end + 1;
            if (end < 0 && _unended.Count < MostBytes) break;
            foreach (var record in AddLine([.. _unended])) yield return record;
            _unended.Clear();
        }
    }

    /// <summary>What waits, when the writer pauses.</summary>
    public IEnumerable<MtaioLogRecord> Pause()
    {
        if (_waiting.Count == 0) yield break;
        yield return Record([.. _waiting], _waitingOffset, _waitingLine);
        _waiting.Clear();
    }

    /// <summary>What is left when the file is written no more: its last line may have no end.</summary>
    public IEnumerable<MtaioLogRecord> End()
    {
        if (_unended.Count > 0)
        {
            foreach (var record in AddLine([.. _unended])) yield return record;
            _unended.Clear();
        }
        foreach (var record in Pause()) yield return record;
    }

    IEnumerable<MtaioLogRecord> AddLine(byte[] line)
    {
        var (at, number) = (_offset, _line++);
        _offset += line.Length;
        var text = at == 0 && line is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : line;
        var record = Record(text, at, number);
        var isStart = IsStart(record);
        _hasStarts |= isStart && !record.IsJson;
        if (isStart || !_hasStarts)
        {
            foreach (var before in Pause()) yield return before;
        }
        if (record.IsJson)
        {
            yield return record;
            yield break;
        }
        if (_waiting.Count == 0) (_waitingOffset, _waitingLine) = (at, number);
        _waiting.AddRange(text);
    }

    MtaioLogRecord Record(byte[] bytes, long at, long number)
    {
        var end = bytes.Length;
        if (end > 0 && bytes[end - 1] == '\n') end--;
        if (end > 0 && bytes[end - 1] == '\r') end--;
        return new MtaioLogRecord { File = file, Line = number, Offset = at, Bytes = bytes.AsMemory(0, end) };
    }

    static bool IsStart(MtaioLogRecord record) => record.IsJson || record.Timestamp is not null || Mark().IsMatch(record.Text);

    /// <summary>The mark of a numbered record.</summary>
    [GeneratedRegex(@"\b[a-z2-7]{8}#\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
