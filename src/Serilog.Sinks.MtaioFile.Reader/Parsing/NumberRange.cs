using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>Numbers of a run.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="Count">How many of them; fewer than there are in between = it is not known which.</param>
readonly record struct NumberRange(long From, long To, long Count)
{
    public bool IsExact => Count == To - From + 1;

    /// <summary>Reads ranges such as <c>17,20-30,40-90:12</c>. What is no range is left out.</summary>
    public static List<NumberRange> ParseAll(string? text)
    {
        List<NumberRange> ranges = [];
        if (text is null or "-") return ranges;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var comma = rest.IndexOf(',');
            if (TryParse((comma < 0 ? rest : rest[..comma]).Trim(), out var range)) ranges.Add(range);
            rest = comma < 0 ? default : rest[(comma + 1)..];
        }
        return ranges;
    }

    public override string ToString()
    {
        var text = From == To
            ? From.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{From}-{To}");
        return IsExact ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{Count}");
    }

    static bool TryParse(ReadOnlySpan<char> text, out NumberRange range)
    {
        range = default;
        var colon = text.IndexOf(':');
        var numbers = colon < 0 ? text : text[..colon];
        var dash = numbers.IndexOf('-');
        if (!TryNumber(dash < 0 ? numbers : numbers[..dash], out var from)) return false;
        var to = from;
        if (dash >= 0 && !TryNumber(numbers[(dash + 1)..], out to)) return false;
        var count = to - from + 1;
        if (colon >= 0 && !TryNumber(text[(colon + 1)..], out count)) return false;
        if (from < 1 || to < from || count < 1 || count > to - from + 1) return false;
        range = new NumberRange(from, to, count);
        return true;
    }

    static bool TryNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
