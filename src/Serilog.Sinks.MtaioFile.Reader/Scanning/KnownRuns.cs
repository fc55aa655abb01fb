using System.Text;

namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>
/// The runs of a text log, by which its marks are told from other text that looks like one. A run is known from a record of the sink
/// itself; if that is lost, from two numbers that follow each other.
/// </summary>
sealed class KnownRuns
{
    const int MostCandidates = 64;

    readonly HashSet<ulong> _known = [];
    readonly HashSet<ulong> _ended = [];
    readonly Dictionary<ulong, long> _candidates = [];
    ulong _lastAdded;

    /// <summary>Whether a run may go on, so that lines without a mark belong to the record before.</summary>
    public bool AnyGoesOn => _known.Count > _ended.Count;

    /// <summary>The mark of a line; not present = it has none of a known run.</summary>
    public RecordMark MarkIn(ReadOnlySpan<byte> line)
    {
        var from = 0;
        while (from < line.Length && line[from..].IndexOf((byte)'#') is var at && at >= 0)
        {
            at += from;
            from = at + 1;
            if (at < RecordMark.RunLength || !TryParseAt(line, at, out var mark)) continue;
            if (_known.Contains(mark.Run) || IsFound(mark, line)) return mark;
        }
        return default;
    }

    /// <summary>Whether a line has what may be a mark.</summary>
    public static bool HasMarkLike(ReadOnlySpan<byte> line)
    {
        for (var at = RecordMark.RunLength; at < line.Length; at++)
        {
            var next = line[at..].IndexOf((byte)'#');
            if (next < 0) return false;
            at += next;
            if (TryParseAt(line, at, out _)) return true;
        }
        return false;
    }

    /// <summary>Takes note of a record of JSON.</summary>
    public void Add(ulong run)
    {
        if (run == _lastAdded) return;
        _known.Add(run);
        _lastAdded = run;
    }

    /// <summary>Takes note that a run has ended.</summary>
    public void End(ulong run)
    {
        if (_known.Contains(run)) _ended.Add(run);
    }

    static bool TryParseAt(ReadOnlySpan<byte> line, int at, out RecordMark mark)
    {
        mark = default;
        var start = at - RecordMark.RunLength;
        if (start > 0 && IsWordCharacter(line[start - 1])) return false;
        if (!RecordMark.TryParseRun(line[start..at], out var run)) return false;
        if (!RecordMark.TryParseNumber(line[(at + 1)..], out var number, out var digits)) return false;
        var end = at + 1 + digits;
        if (end < line.Length && IsWordCharacter(line[end])) return false;
        mark = new RecordMark(run, number);
        return true;
    }

    static bool HasDigit(RecordMark mark) => mark.RunText.AsSpan().ContainsAnyInRange('0', '9');

    static bool IsWordCharacter(byte character) => char.IsAsciiLetterOrDigit((char)character) || character == '#';

    /// <summary>Whether a mark proves that its run is one.</summary>
    bool IsFound(RecordMark mark, ReadOnlySpan<byte> line)
    {
        // Words of eight letters, as in "incident#17", are no runs.
        var isFound = mark.Number == 0
            ? line.IndexOf(Encoding.ASCII.GetBytes($"Log run {mark.RunText} ")) >= 0 || line.IndexOf(" log events were dropped "u8) >= 0
            : HasDigit(mark) && _candidates.TryGetValue(mark.Run, out var before) && before + 1 == mark.Number;
        if (isFound)
        {
            _known.Add(mark.Run);
            _candidates.Remove(mark.Run);
        }
        else
        {
            if (_candidates.Count >= MostCandidates) _candidates.Clear();
            _candidates[mark.Run] = mark.Number;
        }
        return isFound;
    }
}
