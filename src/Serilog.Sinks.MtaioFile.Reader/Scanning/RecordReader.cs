namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>Reads the records of one file, one after the other.</summary>
sealed class RecordReader
{
    readonly LineBuffer _lines;
    readonly KnownRuns _runs;
    readonly LineRules _rules;
    LineKind _nextKind;
    RecordMark _nextMark;
    bool _isNextKnown;
    bool _hasBegun;

    public RecordReader(LogSource source, KnownRuns runs, int mostBytes)
    {
        _lines = new LineBuffer(source, Math.Max(mostBytes, 1024));
        (_runs, _rules) = (runs, new LineRules(runs));
    }

    /// <summary>What the record is: JSON, text, or no record.</summary>
    public LineKind Kind { get; private set; }

    public RecordMark Mark { get; private set; }

    public long Offset => _lines.Offset;

    public long NextOffset => _lines.NextOffset;

    public long Line => _lines.Line;

    public int LineCount => _lines.LineCount;

    /// <summary>Whether only the beginning of the record is kept.</summary>
    public bool IsCut => _lines.IsCut;

    public bool HasLineEnd => _lines.HasLineEnd;

    /// <summary>Whether no line looks like a record, so that each line is taken for one.</summary>
    public bool IsForeign => _rules.IsForeign;

    /// <summary>The record with its line ends.</summary>
    public ReadOnlySpan<byte> Bytes => _lines.Record;

    /// <summary>The record without its last line end.</summary>
    public ReadOnlySpan<byte> Content
    {
        get
        {
            var bytes = _lines.Record;
            if (bytes is [.., (byte)'\n']) bytes = bytes[..^1];
            return bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes;
        }
    }

    /// <summary>Whether there is nothing behind the record in the file.</summary>
    public bool IsLast => !_lines.Peek();

    /// <summary>Reads the next record, or the next line that is none.</summary>
    public bool Read()
    {
        if (!_hasBegun) Begin();
        if (!_lines.Peek()) return false;
        if (!_isNextKnown) LookAhead();
        (Kind, Mark) = (_nextKind, _nextMark);
        _lines.Begin();
        Take();
        while (Kind == LineKind.Text && _lines.Peek())
        {
            LookAhead();
            if (_nextKind != LineKind.Continuation) break;
            Take();
        }
        if (Mark.IsOwn && Bytes.IndexOf(" ends: last="u8) >= 0) _runs.End(Mark.Run);
        return true;
    }

    void Begin()
    {
        _hasBegun = true;
        _rules.Sniff(_lines.ReadBeginning(LineRules.SniffedBytes));
    }

    void LookAhead()
    {
        _nextKind = _rules.KindOf(_lines.NextLine, out _nextMark);
        _isNextKnown = true;
    }

    void Take()
    {
        _lines.Take();
        _isNextKnown = false;
    }
}
