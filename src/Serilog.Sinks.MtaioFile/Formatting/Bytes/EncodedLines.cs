using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Formatting.Bytes;

/// <summary>The bytes of a run of events, one after the other, and where each ends. The buffer is reused from run to run.</summary>
sealed class EncodedLines
{
    const int InitialCapacity = 32 * 1024;
    const int LargestKeptCapacity = 1024 * 1024;

    byte[] _bytes = new byte[InitialCapacity];
    readonly List<int> _ends = [];

    public EncodedLines(Encoding encoding) => Writer = new Utf8LineWriter(encoding, this);

    /// <summary>Writes into these lines.</summary>
    public Utf8LineWriter Writer { get; }

    public int Length { get; private set; }

    public int Count => _ends.Count;

    /// <summary>Events of the run that could not be rendered; each has a line of no bytes.</summary>
    public List<(int Index, LostEvent Lost)> Failures { get; } = [];

    public int StartOf(int line) => line == 0 ? 0 : _ends[line - 1];

    public int EndOf(int line) => _ends[line];

    public int SizeOf(int line) => EndOf(line) - StartOf(line);

    public ReadOnlySpan<byte> Lines(int first, int end) => end == first ? [] : _bytes.AsSpan(StartOf(first)..EndOf(end - 1));

    /// <summary>What was written from a position on.</summary>
    public Span<byte> BytesFrom(int start) => _bytes.AsSpan(start..Length);

    /// <summary>Room for at least <paramref name="count"/> more bytes; <see cref="Advance"/> says how many were used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count) Grow(count);
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void EndLine() => _ends.Add(Length);

    /// <summary>Takes back what was written of the line that is not yet ended.</summary>
    public void DropUnendedLine() => Length = Count == 0 ? 0 : _ends[^1];

    public void Clear()
    {
        Length = 0;
        _ends.Clear();
        Failures.Clear();
        if (_bytes.Length > LargestKeptCapacity) _bytes = new byte[InitialCapacity];
    }

    void Grow(int count) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Length + count)));
}
