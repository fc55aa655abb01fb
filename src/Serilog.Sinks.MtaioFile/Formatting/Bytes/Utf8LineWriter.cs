using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Serilog.Sinks.MtaioFile.Formatting.Bytes;

/// <summary>
/// A <see cref="TextWriter"/> over the byte buffer of <see cref="EncodedLines"/>, which lets any text formatter write bytes, and our own
/// renderers write them without a text in between. Both may be mixed within an event; no encoder state outlives it.
/// </summary>
sealed class Utf8LineWriter(Encoding encoding, EncodedLines lines) : TextWriter(CultureInfo.InvariantCulture)
{
    const int MostCharsAtOnce = 8 * 1024;

    readonly Encoder _encoder = encoding.GetEncoder();
    readonly bool _isUtf8 = Utf8Text.IsUtf8(encoding);

    /// <summary>Whether the encoder may keep something for the next character: in UTF-8 the first half of a surrogate pair.</summary>
    bool _mayBePending;

    public override Encoding Encoding => encoding;

    /// <summary>What values of types unknown to us may ask for.</summary>
    public override IFormatProvider FormatProvider => IsInner ? CultureInfo.CurrentCulture : CultureInfo.InvariantCulture;

    /// <summary>Whether it stands for the text that the library puts together first where there is an alignment: that one is in the thread's culture.</summary>
    public bool IsInner { get; set; }

    /// <summary>Whether a character that was begun goes on with the next write, perhaps.</summary>
    public bool MayBePending => _mayBePending;

    /// <summary>How many bytes were written so far, those of earlier lines included.</summary>
    public int Position => lines.Length;

    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (buffer.Length > 0)
        {
            var part = buffer[..Math.Min(buffer.Length, MostCharsAtOnce)];
            Encode(part, flush: false);
            buffer = buffer[part.Length..];
        }
    }

    /// <summary>Writes text, in UTF-8 only.</summary>
    public void WriteText(ReadOnlySpan<char> text)
    {
        const int MostBytesPerChar = 3;
        if (!_mayBePending && text.Length <= MostCharsAtOnce)
        {
            var status = Utf8.FromUtf16(text, lines.Reserve(text.Length * MostBytesPerChar), out var read, out var written, replaceInvalidSequences: false, isFinalBlock: false);
            lines.Advance(written);
            if (status == OperationStatus.Done) return;
            text = text[read..];
        }
        Write(text);
    }

    /// <summary>Writes bytes that are UTF-8 already, and whole characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUtf8(ReadOnlySpan<byte> bytes)
    {
        if (_mayBePending && bytes.Length > 0) Settle();
        bytes.CopyTo(lines.Reserve(bytes.Length));
        lines.Advance(bytes.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        Settle();
        lines.Reserve(1)[0] = value;
        lines.Advance(1);
    }

    /// <summary>Writes a value as it formats itself.</summary>
    public void WriteFormatted<T>(T value, string? format, IFormatProvider? provider)
        where T : IUtf8SpanFormattable, IFormattable
    {
        const int Enough = 64;
        // As text where that is too little, and within a pair, which a value that comes to nothing must not part.
        if (!_mayBePending && value.TryFormat(lines.Reserve(Enough), out var written, format, provider)) lines.Advance(written);
        else WriteText(value.ToString(format, provider));
    }

    /// <summary>Room for <paramref name="count"/> bytes, all of which the caller is to fill with whole characters.</summary>
    public Span<byte> Claim(int count)
    {
        if (count > 0) Settle();
        var room = lines.Reserve(count)[..count];
        lines.Advance(count);
        return room;
    }

    /// <summary>What was written since <paramref name="start"/>, but for a character that is only begun.</summary>
    public ReadOnlySpan<byte> WrittenSince(int start) => lines.BytesFrom(start);

    /// <summary>Puts spaces before what was written since <paramref name="start"/>.</summary>
    public void InsertSpaces(int start, int count)
    {
        lines.Reserve(count);
        lines.Advance(count);
        var bytes = lines.BytesFrom(start);
        bytes[..^count].CopyTo(bytes[count..]);
        bytes[..count].Fill((byte)' ');
    }

    /// <summary>Takes back what was written since <paramref name="start"/>, up to which all characters were whole.</summary>
    public void TakeBack(int start) => lines.Advance(start - lines.Length);

    /// <summary>Writes what a character that was only begun becomes without its rest.</summary>
    public void Settle()
    {
        if (_mayBePending) Encode([], flush: true);
    }

    /// <summary>Ends the line: a surrogate still waiting for its other half is written as what the encoding makes of it.</summary>
    public void EndLine()
    {
        Settle();
        lines.EndLine();
    }

    /// <summary>Takes back what was written of the current line.</summary>
    public void DropLine()
    {
        _encoder.Reset();
        _mayBePending = false;
        IsInner = false;
        lines.DropUnendedLine();
    }

    void Encode(ReadOnlySpan<char> chars, bool flush)
    {
        // One more than the characters at hand, for a surrogate kept from the call before.
        var target = lines.Reserve(encoding.GetMaxByteCount(chars.Length + 1));
        _mayBePending = !flush && (!_isUtf8 || char.IsHighSurrogate(chars[^1]));
        lines.Advance(_encoder.GetBytes(chars, target, flush));
    }
}
