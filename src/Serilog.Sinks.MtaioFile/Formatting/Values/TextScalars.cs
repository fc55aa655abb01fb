using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes scalar values as <see cref="ScalarValue"/> renders them to text.</summary>
static class TextScalars
{
    /// <summary>Writes a value.</summary>
    /// <returns>False, with nothing written, when only Serilog can render the value.</returns>
    public static bool TryWrite(object? value, ValueFormat format, IFormatProvider? provider, Utf8LineWriter output)
    {
        switch (value)
        {
            case null: output.WriteUtf8("null"u8); return true;
            case string text: WriteString(text, format, output); return true;
        }
        if (!ValueFormat.TryGetCulture(provider, out var culture)) return false;
        switch (value)
        {
            case bool truth: output.WriteUtf8(truth ? "True"u8 : "False"u8); return true;
            case char character: output.WriteText(new ReadOnlySpan<char>(in character)); return true;
            case double number when format.FixedDecimals is { } decimals && TryWriteFixed(number, decimals, culture, output): return true;
        }
        return format.IsAscii && TryWriteFormatted(value, format.Text, culture, output);
    }

    static void WriteString(string text, ValueFormat format, Utf8LineWriter output)
    {
        if (format.IsLiteral)
        {
            output.WriteText(text);
            return;
        }
        output.WriteByte((byte)'"');
        var rest = text.AsSpan();
        for (var quote = rest.IndexOf('"'); quote >= 0; quote = rest.IndexOf('"'))
        {
            output.WriteText(rest[..quote]);
            output.WriteUtf8("\\\""u8);
            rest = rest[(quote + 1)..];
        }
        output.WriteText(rest);
        output.WriteByte((byte)'"');
    }

    static bool TryWriteFormatted(object value, string? format, CultureInfo culture, Utf8LineWriter output) => value switch
    {
        int v when format is null => WriteInteger(v, culture, output),
        long v when format is null => WriteInteger(v, culture, output),
        int v => Write(v, format, culture, output),
        long v => Write(v, format, culture, output),
        double v => Write(v, format, culture, output),
        decimal v => Write(v, format, culture, output),
        Guid v => Write(v, format, culture, output),
        TimeSpan v => Write(v, format, culture, output),
        DateTime v => WriteDate(v, format, culture, output),
        DateTimeOffset v => WriteDate(v, format, culture, output),
        float v => Write(v, format, culture, output),
        uint v => Write(v, format, culture, output),
        ulong v => Write(v, format, culture, output),
        short v => Write(v, format, culture, output),
        ushort v => Write(v, format, culture, output),
        byte v => Write(v, format, culture, output),
        sbyte v => Write(v, format, culture, output),
        DateOnly v => WriteDate(v, format, culture, output),
        TimeOnly v => WriteDate(v, format, culture, output),
        _ => false,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Write<T>(T value, string? format, CultureInfo culture, Utf8LineWriter output)
        where T : IUtf8SpanFormattable, IFormattable
    {
        output.WriteFormatted(value, format, culture);
        return true;
    }

    static bool WriteInteger(long value, CultureInfo culture, Utf8LineWriter output)
    {
        output.WriteInteger(value, culture);
        return true;
    }

    static bool WriteDate<T>(T value, string? format, CultureInfo culture, Utf8LineWriter output)
        where T : IUtf8SpanFormattable, IFormattable
    {
        DateText.Write(value, format, culture, output);
        return true;
    }

    static bool TryWriteFixed(double value, int decimals, CultureInfo culture, Utf8LineWriter output)
    {
        if (!ReferenceEquals(culture, CultureInfo.InvariantCulture)) return false;
        Span<byte> text = stackalloc byte[FixedPoint.MaxBytes];
        if (!FixedPoint.TryFormat(value, decimals, text, out var written)) return false;
        output.WriteUtf8(text[..written]);
        return true;
    }
}
