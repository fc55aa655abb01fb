using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes scalar values as <see cref="JsonValueFormatter"/> does.</summary>
static class JsonScalars
{
    public static void Write(object? value, Utf8LineWriter output)
    {
        switch (value)
        {
            case null: output.WriteUtf8("null"u8); break;
            case string text: JsonText.WriteQuoted(text, output); break;
            case int v: output.WriteInteger(v, CultureInfo.InvariantCulture); break;
            case long v: output.WriteInteger(v, CultureInfo.InvariantCulture); break;
            case double v: WriteDouble(v, output); break;
            case bool v: output.WriteUtf8(v ? "true"u8 : "false"u8); break;
            case decimal v: WriteNumber(v, format: null, output); break;
            case DateTime v: WriteQuoted(v, "O", output); break;
            case DateTimeOffset v: WriteQuoted(v, "O", output); break;
            case TimeSpan v: WriteQuoted(v, format: null, output); break;
            default: WriteRareType(value, output); break;
        }
    }

    static void WriteRareType(object value, Utf8LineWriter output)
    {
        switch (value)
        {
            case uint v: WriteNumber(v, format: null, output); break;
            case ulong v: WriteNumber(v, format: null, output); break;
            case short v: WriteNumber(v, format: null, output); break;
            case ushort v: WriteNumber(v, format: null, output); break;
            case byte v: WriteNumber(v, format: null, output); break;
            case sbyte v: WriteNumber(v, format: null, output); break;
            case float v: WriteFloat(v, output); break;
            case Guid v: WriteQuoted(v, format: null, output); break;
            case DateOnly v: WriteDateOnly(v, output); break;
            case TimeOnly v: WriteQuoted(v, "O", output); break;
            case char v: JsonText.WriteQuoted(new ReadOnlySpan<char>(in v), output); break;
            // Enumerations, and types that Serilog does not know either.
            default: JsonText.WriteQuoted(value.ToString() ?? "", output); break;
        }
    }

    static void WriteDouble(double value, Utf8LineWriter output)
    {
        Span<byte> text = stackalloc byte[FixedPoint.MaxBytes];
        if (FixedPoint.TryFormatShortest(value, text, out var written)) output.WriteUtf8(text[..written]);
        else if (double.IsFinite(value)) WriteNumber(value, "R", output);
        else WriteQuoted(value, format: null, output);
    }

    static void WriteFloat(float value, Utf8LineWriter output)
    {
        if (float.IsFinite(value)) WriteNumber(value, "R", output);
        else WriteQuoted(value, format: null, output);
    }

    static void WriteDateOnly(DateOnly value, Utf8LineWriter output)
    {
        output.WriteByte((byte)'"');
        // Serilog formats this type alone in the thread's culture.
        DateText.Write(value, "yyyy-MM-dd", CultureInfo.CurrentCulture, output);
        output.WriteByte((byte)'"');
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WriteNumber<T>(T value, string? format, Utf8LineWriter output)
        where T : IUtf8SpanFormattable, IFormattable => output.WriteFormatted(value, format, CultureInfo.InvariantCulture);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WriteQuoted<T>(T value, string? format, Utf8LineWriter output)
        where T : IUtf8SpanFormattable, IFormattable
    {
        output.WriteByte((byte)'"');
        output.WriteFormatted(value, format, CultureInfo.InvariantCulture);
        output.WriteByte((byte)'"');
    }
}
