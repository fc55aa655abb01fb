using NumberRange = Serilog.Sinks.MtaioFile.Runs.NumberRange;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>
/// The dropped numbers that end records of one run have named. If the run goes on after its end, as at the end of a process, the notice
/// that was pending names them again, and so does the next end record: they are counted once.
/// </summary>
sealed class NumbersOfEnds
{
    const int MostRanges = 2_000;

    readonly List<NumberRange> _ranges = [];

    public void Add(NumberRange range)
    {
        _ranges.Add(range);
        if (_ranges.Count > MostRanges) _ranges.RemoveAt(0);
    }

    /// <summary>Takes out the numbers that are named again.</summary>
    /// <returns>The numbers that no end record has named.</returns>
    public List<NumberRange> Take(NumberRange range)
    {
        List<NumberRange> rest = [];
        var open = new Stack<NumberRange>([range]);
        while (open.TryPop(out var part))
        {
            var index = _ranges.FindIndex(n => Common(n, part) > 0);
            if (index < 0)
            {
                rest.Add(part);
                continue;
            }
            var named = _ranges[index];
            _ranges.RemoveAt(index);
            _ranges.AddRange(Less(named, part));
            foreach (var left in Less(part, named)) open.Push(left);
        }
        return rest;
    }

    /// <summary>How many numbers both ranges have, or may have if only their count is known.</summary>
    public static long Common(NumberRange x, NumberRange y)
    {
        var overlap = Math.Min(x.Last, y.Last) - Math.Max(x.First, y.First) + 1;
        return Math.Max(0, Math.Min(overlap, Math.Min(x.Count, y.Count)));
    }

    /// <summary>A range without what it has in common with another one.</summary>
    public static IEnumerable<NumberRange> Less(NumberRange range, NumberRange other)
    {
        if (!range.IsWhole || !other.IsWhole)
        {
            var count = range.Count - Common(range, other);
            if (count > 0) yield return range with { Count = count };
            yield break;
        }
        if (range.First < other.First) yield return new NumberRange(range.First, other.First - 1, other.First - range.First);
        if (other.Last < range.Last) yield return new NumberRange(other.Last + 1, range.Last, range.Last - other.Last);
    }
}
