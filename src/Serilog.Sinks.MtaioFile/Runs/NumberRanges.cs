using System.Globalization;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Runs;

/// <summary>
/// Numbers, kept as ranges in ascending order: <c>17,20-30</c>. When there are too many ranges, each two neighbours become one that says
/// how many numbers it has: <c>40-90:12</c>.
/// </summary>
sealed class NumberRanges
{
    /// <summary>More ranges are merged.</summary>
    public const int MostRanges = 1000;

    readonly List<NumberRange> _ranges = [];

    public bool IsEmpty => _ranges.Count == 0;

    public IReadOnlyList<NumberRange> Ranges => _ranges;

    /// <summary>How many numbers there are.</summary>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (var range in _ranges) count += range.Count;
            return count;
        }
    }

    public void Add(long number) => Add(new NumberRange(number, number, 1));

    /// <summary>Adds consecutive numbers.</summary>
    public void Add(long first, int count)
    {
        if (count > 0) Add(new NumberRange(first, first + count - 1, count));
    }

    /// <summary>Adds numbers, usually higher ones than those that are there.</summary>
    public void Add(NumberRange added)
    {
        var place = _ranges.Count;
        while (place > 0 && _ranges[place - 1].First > added.First) place--;
        _ranges.Insert(place, added);
        JoinAt(place);
        JoinAt(place - 1);
        if (_ranges.Count > MostRanges) MergePairs();
    }

    public void AddAll(NumberRanges others)
    {
        foreach (var range in others._ranges) Add(range);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var range in _ranges)
        {
            if (text.Length > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{range}");
        }
        return text.ToString();
    }

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NumberRanges ranges)
    {
        ranges = new NumberRanges();
        if (text is RunRecord.None) return true;
        while (true)
        {
            var comma = text.IndexOf(',');
            if (!NumberRange.TryParse(comma < 0 ? text : text[..comma], out var range)) return false;
            ranges.Add(range);
            if (comma < 0) return true;
            text = text[(comma + 1)..];
        }
    }

    /// <summary>Joins a range with the next one if no number is between them.</summary>
    void JoinAt(int place)
    {
        if (place < 0 || place + 1 >= _ranges.Count) return;
        var (range, next) = (_ranges[place], _ranges[place + 1]);
        var touch = range.IsWhole && next.IsWhole && range.Last + 1 == next.First;
        if (!touch && range.Last < next.First) return;
        _ranges[place] = range.With(next);
        _ranges.RemoveAt(place + 1);
    }

    /// <summary>Merges each two neighbours, so that adding stays cheap however many numbers come.</summary>
    void MergePairs()
    {
        var pairs = _ranges.Count / 2;
        for (var i = 0; i < pairs; i++) _ranges[i] = _ranges[2 * i].With(_ranges[(2 * i) + 1]);
        if (_ranges.Count % 2 == 1) _ranges[pairs++] = _ranges[^1];
        _ranges.RemoveRange(pairs, _ranges.Count - pairs);
    }
}

/// <summary>Numbers from the first to the last, all of them or only as many as the count says.</summary>
readonly record struct NumberRange(long First, long Last, long Count)
{
    /// <summary>Whether all numbers between the first and the last belong to the range.</summary>
    public bool IsWhole => Count == Last - First + 1;

    /// <summary>The range of both, the later one of which begins no earlier.</summary>
    public NumberRange With(NumberRange later) => new(First, Math.Max(Last, later.Last), Count + later.Count);

    public override string ToString()
    {
        if (First == Last) return First.ToString(CultureInfo.InvariantCulture);
        return IsWhole ? FormattableString.Invariant($"{First}-{Last}") : FormattableString.Invariant($"{First}-{Last}:{Count}");
    }

    public static bool TryParse(ReadOnlySpan<char> text, out NumberRange range)
    {
        range = default;
        var colon = text.IndexOf(':');
        var ends = colon < 0 ? text : text[..colon];
        var dash = ends.IndexOf('-');
        if (!TryParseNumber(dash < 0 ? ends : ends[..dash], out var first)) return false;
        var last = first;
        if (dash >= 0 && !TryParseNumber(ends[(dash + 1)..], out last)) return false;
        var count = last - first + 1;
        if (colon >= 0 && !TryParseNumber(text[(colon + 1)..], out count)) return false;
        range = new NumberRange(first, last, count);
        return first > 0 && last >= first && count > 0 && count <= last - first + 1;
    }

    static bool TryParseNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
