using System.Buffers;
using System.Globalization;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>
/// Passes the JSON of a formatter on to another writer, with the escapes of <see cref="JsonLineEnds"/> and with line feeds as line ends.
/// </summary>
sealed class JsonLineWriter : TextWriter
{
    static readonly SearchValues<char> Escaped = SearchValues.Create("\u0085\u2028\u2029");
    static readonly char[] LineFeed = ['\n'];

    readonly TextWriter _inner;

    public JsonLineWriter(TextWriter inner)
    {
        _inner = inner;
        CoreNewLine = LineFeed;
    }

    public override Encoding Encoding => _inner.Encoding;

    public override IFormatProvider FormatProvider => _inner.FormatProvider;

    public override void Write(char value)
    {
        if (Escaped.Contains(value)) WriteEscape(value);
        else _inner.Write(value);
    }

    public override void Write(string? value)
    {
        if (value.AsSpan().IndexOfAny(Escaped) < 0) _inner.Write(value);
        else Write(value.AsSpan());
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        for (var found = buffer.IndexOfAny(Escaped); found >= 0; found = buffer.IndexOfAny(Escaped))
        {
            _inner.Write(buffer[..found]);
            WriteEscape(buffer[found]);
            buffer = buffer[(found + 1)..];
        }
        _inner.Write(buffer);
    }

    public override void WriteLine() => _inner.Write('\n');

    void WriteEscape(char character)
    {
        _inner.Write("\\u");
        _inner.Write(((int)character).ToString("X4", CultureInfo.InvariantCulture));
    }
}
