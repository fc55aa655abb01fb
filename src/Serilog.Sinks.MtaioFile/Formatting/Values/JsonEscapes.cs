using System.Buffers;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>
/// Finds the characters that are escaped in JSON: control characters of ASCII, quotation mark, backslash. The first texts of a process are
/// searched character by character: the runtime has to compile the fast search first, which takes longer than to write some hundred events.
/// </summary>
static class JsonEscapes
{
    const int FirstTexts = 1000;

    // Threads may overwrite each other's counts, and go on with the slow search for a little longer.
    static int s_texts;

    public static int FirstIn(ReadOnlySpan<char> text)
    {
        if (s_texts >= FirstTexts) return text.IndexOfAny(Fast.Chars);
        s_texts++;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsEscaped(text[i])) return i;
        }
        return -1;
    }

    public static int FirstIn(ReadOnlySpan<byte> text)
    {
        if (s_texts >= FirstTexts) return text.IndexOfAny(Fast.Bytes);
        s_texts++;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsEscaped((char)text[i])) return i;
        }
        return -1;
    }

    static bool IsEscaped(char character) => character is < ' ' or '"' or '\\';

    static class Fast
    {
        static readonly char[] Escaped = [.. Enumerable.Range(0, 128).Select(c => (char)c).Where(IsEscaped)];

        public static readonly SearchValues<char> Chars = SearchValues.Create(Escaped);
        public static readonly SearchValues<byte> Bytes = SearchValues.Create(Array.ConvertAll(Escaped, c => (byte)c));
    }
}
