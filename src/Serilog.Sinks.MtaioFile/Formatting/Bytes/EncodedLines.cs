using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Formatting.Bytes;

/// <summary>The lines of a part of the events, one behind the other in a buffer that the next part reuses.</summary>
sealed class EncodedLines
{
    const int InitialCapacity = 32 * 1024;

    readonly List<int> _ends = [];
    List<(int First, int End)>? _blocks;
    byte[] _bytes = new byte[InitialCapacity];

    public EncodedLines(Encoding encoding) => Writer = new Utf8LineWriter(encoding, this);

    /// <summary>Writes into these lines.</summary>
    public Utf8LineWriter Writer { get; }

    /// <summary>How many bytes the buffer takes before it grows.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>The number of bytes, those of a line that is not ended yet included.</summary>
    public int Length { get; private set; }

    /// <summary>The number of lines that are ended.</summary>
    public int Count => _ends.Count;

    /// <summary>The events of the part that could not be encoded. Each has an empty line.</summary>
    public List<FailedLine> Failures { get; } = [];

    public int StartOf(int line) => line == 0 ? 0 : _ends[line - 1];

    public int EndOf(int line) => _ends[line];

    public int SizeOf(int line) => EndOf(line) - StartOf(line);

    /// <summary>Marks the lines from <paramref name="first"/> on as a block.</summary>
    public void MarkBlock(int first) => (_blocks ??= []).Add((first, Count));

    /// <summary>The end of the block that holds the line; the end of the line itself if it is in no block.</summary>
    public int EndOfBlock(int line)
    {
        if (_blocks is null) return line + 1;
        foreach (var (first, end) in _blocks)
        {
            if (line >= first && line < end) return end;
        }
        return line + 1;
    }

    /// <summary>The start of the block that would be split before the line; the line itself if no block would be.</summary>
    public int StartOfBlock(int line)
    {
        if (_blocks is null) return line;
        foreach (var (first, end) in _blocks)
        {
            if (line > first && line < end) return first;
        }
        return line;
    }

    /// <summary>Appends the lines of others.</summary>
    public void Append(EncodedLines others)
    {
        var bytes = others.Lines(0, others.Count);
        var (offset, lines) = (Length, Count);
        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
        foreach (var end in others._ends) _ends.Add(end + offset);
        foreach (var (index, failed) in others.Failures) Failures.Add(new FailedLine(index + lines, failed));
    }

    /// <summary>The bytes of the lines from <paramref name="first"/> up to, but without, <paramref name="end"/>.</summary>
    public ReadOnlySpan<byte> Lines(int first, int end) => end == first ? [] : BytesBetween(StartOf(first), EndOf(end - 1));

    /// <summary>The bytes of one line.</summary>
    public Span<byte> Line(int line) => BytesBetween(StartOf(line), EndOf(line));

    /// <summary>The bytes from a position on.</summary>
    public Span<byte> BytesFrom(int position) => BytesBetween(position, Length);

    /// <summary>Space for at least <paramref name="count"/> more bytes. <see cref="Advance"/> tells how many of them were used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> GetSpan(int count)
    {
        if (_bytes.Length - Length < count) Grow(count);
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void TruncateTo(int position) => Length = position;

    public void EndLine() => _ends.Add(Length);

    /// <summary>Removes the bytes of the line that is not ended yet.</summary>
    public void DiscardLine() => TruncateTo(Count == 0 ? 0 : _ends[^1]);

    public void Clear()
    {
        Length = 0;
        _ends.Clear();
        _blocks?.Clear();
        Failures.Clear();
        Writer.Reset();
    }

    Span<byte> BytesBetween(int start, int end) => _bytes.AsSpan(start, end - start);

    void Grow(int count) => Array.Resize(ref _bytes, BufferGrowth.Next(_bytes.Length, Length, count));
}

/// <summary>An event that could not be encoded, and its place among the lines.</summary>
sealed record FailedLine(int Index, FailedEvent Failed);
