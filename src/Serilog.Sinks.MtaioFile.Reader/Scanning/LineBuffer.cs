namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>
/// The lines of a file, of which some that follow each other make a record. Memory holds the record and the next line, each at most as long
/// as a record may be; of longer ones only the beginning is kept.
/// </summary>
sealed class LineBuffer(LogSource source, int mostBytes)
{
    const int FirstSize = 256 * 1024;
    const int KeptOfCut = 4 * 1024;

    byte[] _buffer = new byte[FirstSize];
    byte[]? _cut;
    int _start;
    int _taken;
    int _lineEnd;
    int _end;
    bool _isPeeked;
    bool _isAtEnd;
    bool _isLineCut;
    long _takenOffset;
    long _takenLines;

    /// <summary>The offset of the record in the file.</summary>
    public long Offset { get; private set; }

    /// <summary>The number of the record's first line, from 1 on.</summary>
    public long Line { get; private set; }

    /// <summary>The offset behind the record.</summary>
    public long NextOffset => _takenOffset;

    /// <summary>The lines of the record.</summary>
    public int LineCount { get; private set; }

    /// <summary>Whether the record is longer than may be.</summary>
    public bool IsCut => _cut is not null;

    /// <summary>Whether the last line of the record has a line end.</summary>
    public bool HasLineEnd { get; private set; }

    /// <summary>The record with its line ends.</summary>
    public ReadOnlySpan<byte> Record => _cut ?? _buffer.AsSpan(_start, _taken - _start);

    /// <summary>The next line, with its line end.</summary>
    public ReadOnlySpan<byte> NextLine => _buffer.AsSpan(_taken, _lineEnd - _taken);

    /// <summary>Reads the beginning of the file, before anything was taken.</summary>
    public ReadOnlySpan<byte> ReadBeginning(int length)
    {
        while (_end < length && Fill())
        {
        }
        return _buffer.AsSpan(0, Math.Min(length, _end));
    }

    /// <summary>Begins a record at the next line.</summary>
    public void Begin()
    {
        if (Line == 0) _takenOffset = source.MarkBytes;
        (_start, Offset, Line, LineCount, _cut) = (_taken, _takenOffset, _takenLines + 1, 0, null);
    }

    /// <summary>Looks for the next line.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Peek()
    {
        if (_isPeeked) return true;
        var searched = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_taken, _end - _taken);
            if (rest is [0, ..] && rest.IndexOfAnyExcept((byte)0) is var zeros && (zeros > 0 || rest.Length >= FirstSize / 2))
                return Found(zeros > 0 ? zeros : rest.Length, isCut: false);
            var end = rest[searched..].IndexOf((byte)'\n');
            if (end >= 0) return Found(searched + end + 1, isCut: false);
            searched = rest.Length;
            if (searched >= mostBytes) return Found(searched, isCut: true);
            if (!Fill()) return searched > 0 && Found(searched, isCut: false);
        }
    }

    /// <summary>Adds the next line to the record.</summary>
    public void Take()
    {
        HasLineEnd = NextLine is [.., (byte)'\n'];
        var isTooMuch = _isLineCut || _lineEnd - _start > mostBytes || _cut is not null;
        if (isTooMuch) _cut ??= _buffer.AsSpan(_start, Math.Min(KeptOfCut, _lineEnd - _start)).ToArray();
        _takenOffset += _lineEnd - _taken;
        _taken = _lineEnd;
        _isPeeked = false;
        if (_isLineCut) SkipRestOfLine();
        if (isTooMuch) _start = _taken;
        if (HasLineEnd) _takenLines++;
        LineCount++;
    }

    bool Found(int length, bool isCut)
    {
        (_lineEnd, _isPeeked, _isLineCut) = (_taken + length, true, isCut);
        return true;
    }

    void SkipRestOfLine()
    {
        _isLineCut = false;
        while (true)
        {
            _start = _taken;
            var end = _buffer.AsSpan(_taken, _end - _taken).IndexOf((byte)'\n');
            var count = end < 0 ? _end - _taken : end + 1;
            (_taken, _takenOffset, HasLineEnd) = (_taken + count, _takenOffset + count, end >= 0);
            if (HasLineEnd) return;
            _start = _taken;
            if (!Fill()) return;
        }
    }

    /// <summary>Reads more. What was taken before the record makes room.</summary>
    bool Fill()
    {
        if (_isAtEnd) return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_taken, _end, _start) = (_taken - _start, _end - _start, 0);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, Array.MaxLength));
        var count = source.Read(_buffer.AsSpan(_end));
        _end += count;
        _isAtEnd = count == 0;
        return count > 0;
    }
}
