using System.Buffers;
using System.Globalization;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Passes the JSON of a formatter on to another writer, with the escapes of <see cref="JsonLineEnds"/>.</summary>
sealed class JsonLineWriter(TextWriter inner) : TextWriter
{
    static readonly SearchValues<char> Escaped = SearchValues.Create("\u0085\u2028\u2029");

    public override Encoding Encoding => inner.Encoding;

    public override IFormatProvider FormatProvider => inner.FormatProvider;

    public override void Write(char value)
    {
        if (Escaped.Contains(value)) WriteEscape(value);
        else inner.Write(value);
    }

    public override void Write(string? value)
    {
        if (value.AsSpan().IndexOfAny(Escaped) < 0) inner.Write(value);
        else Write(value.AsSpan());
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        for (var found = buffer.IndexOfAny(Escaped); found >= 0; found = buffer.IndexOfAny(Escaped))
        {
            inner.Write(buffer[..found]);
            WriteEscape(buffer[found]);
            buffer = buffer[(found + 1)..];
        }
        inner.Write(buffer);
    }

    public override void WriteLine() => inner.WriteLine();

    void WriteEscape(char character)
    {
        inner.Write("\\u");
        inner.Write(((int)character).ToString("X4", CultureInfo.InvariantCulture));
    }
}
