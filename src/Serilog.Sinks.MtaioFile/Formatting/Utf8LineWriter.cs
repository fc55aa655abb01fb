using System.Globalization;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Formatting;

/// <summary>
/// A <see cref="TextWriter"/> over the byte buffer of <see cref="EncodedLines"/>, which lets any text formatter write bytes. No encoder
/// state outlives an event.
/// </summary>
sealed class Utf8LineWriter(Encoding encoding, EncodedLines lines) : TextWriter(CultureInfo.InvariantCulture)
{
    const int MostCharsAtOnce = 8 * 1024;

    readonly Encoder _encoder = encoding.GetEncoder();

    public override Encoding Encoding => encoding;

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

    /// <summary>Ends the line: a surrogate still waiting for its other half is written as what the encoding makes of it.</summary>
    public void EndLine()
    {
        Encode([], flush: true);
        lines.EndLine();
    }

    /// <summary>Takes back what was written of the current line.</summary>
    public void DropLine()
    {
        _encoder.Reset();
        lines.DropUnendedLine();
    }

    void Encode(ReadOnlySpan<char> chars, bool flush)
    {
        // One more than the characters at hand, for a surrogate kept from the call before.
        var target = lines.Reserve(encoding.GetMaxByteCount(chars.Length + 1));
        lines.Advance(_encoder.GetBytes(chars, target, flush));
    }
}
