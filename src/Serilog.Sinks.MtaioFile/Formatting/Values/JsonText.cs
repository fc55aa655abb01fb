using System.Buffers;
using System.Globalization;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes JSON strings with the escapes that Serilog's JSON formatter uses, no more and no less.</summary>
static class JsonText
{
    const string Special = "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f";

    static readonly SearchValues<char> SpecialChars = SearchValues.Create(Special);
    static readonly SearchValues<byte> SpecialBytes = SearchValues.Create([.. Special.Select(c => (byte)c)]);

    public static void WriteQuoted(string text, Utf8LineWriter output)
    {
        // Where a type makes null of itself, the library loses the event.
        ArgumentNullException.ThrowIfNull(text);
        WriteQuoted(text.AsSpan(), output);
    }

    public static void WriteQuoted(ReadOnlySpan<char> text, Utf8LineWriter output)
    {
        output.WriteByte((byte)'"');
        for (var special = text.IndexOfAny(SpecialChars); special >= 0; special = text.IndexOfAny(SpecialChars))
        {
            output.WriteText(text[..special]);
            WriteEscape(text[special], output);
            text = text[(special + 1)..];
        }
        output.WriteText(text);
        output.WriteByte((byte)'"');
    }

    /// <summary>Begins a string whose text is written by others.</summary>
    public static int Begin(Utf8LineWriter output)
    {
        output.WriteByte((byte)'"');
        return output.Position;
    }

    /// <summary>Ends it: escapes what was written since.</summary>
    public static void End(int start, Utf8LineWriter output)
    {
        output.Settle();
        var text = output.WrittenSince(start);
        var special = text.IndexOfAny(SpecialBytes);
        if (special >= 0) Rewrite(start + special, text[special..], output);
        output.WriteByte((byte)'"');
    }

    static void Rewrite(int start, ReadOnlySpan<byte> raw, Utf8LineWriter output)
    {
        var rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        raw.CopyTo(rented);
        ReadOnlySpan<byte> text = rented.AsSpan(0, raw.Length);
        output.TakeBack(start);
        for (var special = text.IndexOfAny(SpecialBytes); special >= 0; special = text.IndexOfAny(SpecialBytes))
        {
            output.WriteUtf8(text[..special]);
            WriteEscape((char)text[special], output);
            text = text[(special + 1)..];
        }
        output.WriteUtf8(text);
        ArrayPool<byte>.Shared.Return(rented);
    }

    static void WriteEscape(char special, Utf8LineWriter output)
    {
        switch (special)
        {
            case '"': output.WriteUtf8("\\\""u8); break;
            case '\\': output.WriteUtf8("\\\\"u8); break;
            case '\n': output.WriteUtf8("\\n"u8); break;
            case '\r': output.WriteUtf8("\\r"u8); break;
            case '\f': output.WriteUtf8("\\f"u8); break;
            case '\t': output.WriteUtf8("\\t"u8); break;
            default:
                output.WriteUtf8("\\u"u8);
                output.WriteFormatted((int)special, "X4", CultureInfo.InvariantCulture);
                break;
        }
    }
}
