using System.Globalization;
using System.Runtime.CompilerServices;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes scalar values as <see cref="JsonValueFormatter"/> does.</summary>
static class JsonScalars
{
    const int LongestNumber = 32;

    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static void Write(object? value, Utf8LineWriter output)
    {
        switch (value)
        {
            case null: output.WriteUtf8("null"u8); break;
            case string text: JsonText.WriteQuoted(text, output); break;
            case int v: output.WriteFormatted(v, format: null, Invariant); break;
            case long v: output.WriteFormatted(v, format: null, Invariant); break;
            case double v: WriteDouble(v, output); break;
            case bool v: output.WriteUtf8(v ? "true"u8 : "false"u8); break;
            case decimal v: output.WriteFormatted(v, format: null, Invariant); break;
            case DateTime v: WriteQuoted(v, "O", output); break;
            case DateTimeOffset v: WriteQuoted(v, "O", output); break;
            case TimeSpan v: WriteQuoted(v, format: null, output); break;
            default: WriteRare(value, output); break;
        }
    }

    static void WriteRare(object value, Utf8LineWriter output)
    {
        switch (value)
        {
            case uint v: output.WriteFormatted(v, format: null, Invariant); break;
            case ulong v: output.WriteFormatted(v, format: null, Invariant); break;
            case short v: output.WriteFormatted(v, format: null, Invariant); break;
            case ushort v: output.WriteFormatted(v, format: null, Invariant); break;
            case byte v: output.WriteFormatted(v, format: null, Invariant); break;
            case sbyte v: output.WriteFormatted(v, format: null, Invariant); break;
            case float v: WriteFloat(v, output); break;
            case Guid v: WriteQuoted(v, format: null, output); break;
            case DateOnly v: WriteDay(v, output); break;
            case TimeOnly v: WriteQuoted(v, "O", output); break;
            case char v: JsonText.WriteQuoted(new ReadOnlySpan<char>(in v), output); break;
            // What a type of somebody else makes of itself, and enumerations.
            default: JsonText.WriteQuoted(value.ToString() ?? "", output); break;
        }
    }

    static void WriteDouble(double value, Utf8LineWriter output)
    {
        Span<byte> text = stackalloc byte[LongestNumber];
        if (FixedPoint.TryFormatShortest(value, text, out var written)) output.WriteUtf8(text[..written]);
        else if (double.IsFinite(value)) output.WriteFormatted(value, "R", Invariant);
        else WriteQuoted(value, format: null, output);
    }

    static void WriteFloat(float value, Utf8LineWriter output)
    {
        if (float.IsFinite(value)) output.WriteFormatted(value, "R", Invariant);
        else WriteQuoted(value, format: null, output);
    }

    /// <summary>Days are the only values that the library counts by the thread's own calendar.</summary>
    static void WriteDay(DateOnly value, Utf8LineWriter output)
    {
        output.WriteByte((byte)'"');
        DateText.Write(value, "yyyy-MM-dd", CultureInfo.CurrentCulture, output);
        output.WriteByte((byte)'"');
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WriteQuoted<T>(T value, string? format, Utf8LineWriter output)
        where T : IUtf8SpanFormattable, IFormattable
    {
        output.WriteByte((byte)'"');
        output.WriteFormatted(value, format, Invariant);
        output.WriteByte((byte)'"');
    }
}
