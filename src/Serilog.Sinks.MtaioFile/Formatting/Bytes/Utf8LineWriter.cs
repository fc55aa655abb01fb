using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Serilog.Sinks.MtaioFile.Formatting.Bytes;

/// <summary>
/// A <see cref="TextWriter"/> that encodes into <see cref="EncodedLines"/>. Any text formatter can write to it. Our own renderers write
/// UTF-8 without a string in between. An event may use both ways, and no state of the encoder is kept for the next line.
/// </summary>
sealed class Utf8LineWriter(Encoding encoding, EncodedLines lines) : TextWriter(CultureInfo.InvariantCulture)
{
    const int MaxCharsPerCall = 8 * 1024;

    readonly Encoder _encoder = encoding.GetEncoder();
    readonly bool _isUtf8 = Utf8Text.IsUtf8(encoding);
    bool _hasPartialCharacter;

    public override Encoding Encoding => encoding;

    /// <summary>The culture in which <see cref="TextWriter"/> and values of unknown types format.</summary>
    public override IFormatProvider FormatProvider => UsesCurrentCulture ? CultureInfo.CurrentCulture : CultureInfo.InvariantCulture;

    /// <summary>
    /// Whether <see cref="FormatProvider"/> is the thread's culture. Serilog renders a hole with an alignment to a string of its own
    /// first, through a writer in that culture.
    /// </summary>
    public bool UsesCurrentCulture { get; set; }

    /// <summary>The number of the event that is rendered.</summary>
    public long Number { get; set; }

    /// <summary>
    /// Whether the encoder holds the beginning of a character: in UTF-8 a high surrogate. Other encodings do not show it, so it is true
    /// after every write.
    /// </summary>
    public bool HasPartialCharacter => _hasPartialCharacter;

    /// <summary>The number of bytes written so far, those of earlier lines included and a partial character excluded.</summary>
    public int Position => lines.Length;

    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (buffer.Length > 0)
        {
            var part = buffer[..Math.Min(buffer.Length, MaxCharsPerCall)];
            Encode(part, flush: false);
            buffer = buffer[part.Length..];
        }
    }

    /// <summary>Writes text. For UTF-8 only.</summary>
    public void WriteText(ReadOnlySpan<char> text)
    {
        const int MaxBytesPerChar = 3;
        if (!_hasPartialCharacter && text.Length <= MaxCharsPerCall)
        {
            var target = lines.GetSpan(text.Length * MaxBytesPerChar);
            var status = Utf8.FromUtf16(text, target, out var read, out var written, replaceInvalidSequences: false, isFinalBlock: false);
            lines.Advance(written);
            if (status == OperationStatus.Done) return;
            text = text[read..];
        }
        Write(text);
    }

    /// <summary>Writes bytes that are whole characters in UTF-8. For UTF-8 only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUtf8(ReadOnlySpan<byte> bytes)
    {
        if (_hasPartialCharacter && bytes.Length > 0) CompleteCharacter();
        bytes.CopyTo(lines.GetSpan(bytes.Length));
        lines.Advance(bytes.Length);
    }

    /// <summary>Writes an ASCII character. For UTF-8 only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        CompleteCharacter();
        lines.GetSpan(1)[0] = value;
        lines.Advance(1);
    }

    /// <summary>Writes a value as it formats itself. For UTF-8 only.</summary>
    public void WriteFormatted<T>(T value, string? format, IFormatProvider? provider)
        where T : IUtf8SpanFormattable, IFormattable
    {
        const int SizeHint = 64;
        // An empty text must not separate the surrogates around it, so a partial character takes the way over a string too.
        if (!_hasPartialCharacter && value.TryFormat(lines.GetSpan(SizeHint), out var written, format, provider)) lines.Advance(written);
        else WriteText(value.ToString(format, provider));
    }

    /// <summary>Writes an integer without a format. For UTF-8 only.</summary>
    /// <remarks>The generic method is compiled for each type when a process first needs it; this one is there at once.</remarks>
    public void WriteInteger(long value, IFormatProvider? provider)
    {
        const int LongestNumber = 64;
        var target = lines.GetSpan(LongestNumber);
        if (!_hasPartialCharacter && value.TryFormat(target, out var written, default, provider)) lines.Advance(written);
        else WriteText(value.ToString(provider));
    }

    /// <summary>Appends <paramref name="count"/> bytes, all of which the caller must fill with whole characters.</summary>
    public Span<byte> Reserve(int count)
    {
        if (count > 0) CompleteCharacter();
        var reserved = lines.GetSpan(count)[..count];
        lines.Advance(count);
        return reserved;
    }

    /// <summary>The bytes from a position on, without a partial character.</summary>
    public ReadOnlySpan<byte> BytesFrom(int position) => lines.BytesFrom(position);

    /// <summary>Replaces as many bytes at a position.</summary>
    public void Overwrite(int position, ReadOnlySpan<byte> bytes) => bytes.CopyTo(lines.BytesFrom(position));

    /// <summary>Inserts spaces at a position.</summary>
    public void InsertSpaces(int position, int count)
    {
        lines.GetSpan(count);
        lines.Advance(count);
        var bytes = lines.BytesFrom(position);
        bytes[..^count].CopyTo(bytes[count..]);
        bytes[..count].Fill((byte)' ');
    }

    /// <summary>Removes the bytes from a position on; there must be no partial character.</summary>
    public void TruncateTo(int position) => lines.TruncateTo(position);

    /// <summary>Removes the bytes from a position on and returns a copy of them; there must be no partial character.</summary>
    public PooledBytes CutFrom(int position)
    {
        var cut = new PooledBytes(lines.BytesFrom(position));
        lines.TruncateTo(position);
        return cut;
    }

    /// <summary>Ends a partial character: the encoding replaces or refuses it.</summary>
    public void CompleteCharacter()
    {
        if (_hasPartialCharacter) Encode([], flush: true);
    }

    public void EndLine()
    {
        CompleteCharacter();
        lines.EndLine();
    }

    /// <summary>Removes the current line, and resets the encoder and the culture.</summary>
    public void DiscardLine()
    {
        Reset();
        lines.DiscardLine();
    }

    /// <summary>Resets the encoder and the culture, which an event that failed half-way leaves as they were then.</summary>
    public void Reset()
    {
        _encoder.Reset();
        _hasPartialCharacter = false;
        UsesCurrentCulture = false;
    }

    void Encode(ReadOnlySpan<char> chars, bool flush)
    {
        // One more than the characters at hand: the encoder may hold a surrogate of the call before.
        var target = lines.GetSpan(encoding.GetMaxByteCount(chars.Length + 1));
        _hasPartialCharacter = !flush && (!_isUtf8 || char.IsHighSurrogate(chars[^1]));
        lines.Advance(_encoder.GetBytes(chars, target, flush));
    }
}
