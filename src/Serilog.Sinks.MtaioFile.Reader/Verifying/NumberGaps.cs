using NumberRange = Serilog.Sinks.MtaioFile.Runs.NumberRange;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>
/// The numbers of one run that are missing, and those that are announced as dropped. Both are kept as ranges, and so many at most: then
/// neighbours are merged, and only their count is known.
/// </summary>
sealed class NumberGaps
{
    const int MostRanges = 20_000;
    const int ComparedRanges = 2_000;

    List<(NumberRange Range, Place Place)> _gaps = [];
    List<NumberRange> _announced = [];

    /// <summary>Whether no number is missing.</summary>
    public bool IsEmpty => _gaps.Count == 0;

    public void AddGap(long from, long to, Place place)
    {
        if (to < from) return;
        _gaps.Add((new NumberRange(from, to, to - from + 1), place));
        if (_gaps.Count >= MostRanges) Shrink();
    }

    /// <summary>Takes note of announced numbers.</summary>
    /// <returns>How many of them were announced before, as far as that is known.</returns>
    public long Announce(NumberRange range)
    {
        List<NumberRange> fresh = [range];
        for (var i = Math.Max(0, _announced.Count - ComparedRanges); i < _announced.Count && range.IsWhole; i++)
        {
            var before = _announced[i];
            if (before.IsWhole && NumbersOfEnds.Common(before, range) > 0)
                fresh = [.. fresh.SelectMany(f => NumbersOfEnds.Less(f, before))];
        }
        _announced.AddRange(fresh);
        if (_announced.Count >= MostRanges) Shrink();
        return range.Count - fresh.Sum(f => f.Count);
    }

    /// <summary>Takes back the gap that a late number fills.</summary>
    public bool Fill(long number)
    {
        var index = _gaps.FindIndex(g => g.Range.First <= number && number <= g.Range.Last);
        if (index < 0) return false;
        var (range, place) = _gaps[index];
        _gaps.RemoveAt(index);
        if (range.IsWhole)
        {
            if (number < range.Last) _gaps.Insert(index, (Exact(number + 1, range.Last), place));
            if (number > range.First) _gaps.Insert(index, (Exact(range.First, number - 1), place));
        }
        else if (range.Count > 1) _gaps.Insert(index, (range with { Count = range.Count - 1 }, place));
        return true;
    }

    /// <summary>The missing numbers that nothing announces.</summary>
    public IReadOnlyList<(NumberRange Range, Place Place)> Unannounced()
    {
        Match();
        return _gaps;
    }

    static NumberRange Exact(long from, long to) => new(from, to, to - from + 1);

    void Shrink()
    {
        Match();
        if (_gaps.Count >= MostRanges / 2) _gaps = Merged();
        if (_announced.Count < MostRanges / 2) return;
        List<NumberRange> merged = [];
        for (var i = 0; i + 1 < _announced.Count; i += 2)
        {
            var (x, y) = (_announced[i], _announced[i + 1]);
            merged.Add(new NumberRange(Math.Min(x.First, y.First), Math.Max(x.Last, y.Last), x.Count + y.Count));
        }
        if (_announced.Count % 2 == 1) merged.Add(_announced[^1]);
        _announced = merged;
    }

    List<(NumberRange Range, Place Place)> Merged()
    {
        List<(NumberRange Range, Place Place)> merged = [];
        for (var i = 0; i < _gaps.Count; i += 2)
        {
            var (range, place) = _gaps[i];
            if (i + 1 < _gaps.Count)
                range = new NumberRange(range.First, Math.Max(range.Last, _gaps[i + 1].Range.Last), range.Count + _gaps[i + 1].Range.Count);
            merged.Add((range, place));
        }
        return merged;
    }

    /// <summary>Takes from both sides what they have in common: first exact numbers, then those of which the count is known.</summary>
    void Match()
    {
        if (_gaps.Count == 0 || _announced.Count == 0) return;
        _gaps.Sort((x, y) => x.Range.First.CompareTo(y.Range.First));
        _announced.Sort((x, y) => x.First.CompareTo(y.First));
        MatchExact();
        MatchCounts();
    }

    void MatchExact()
    {
        var common = Common();
        List<(NumberRange Range, Place Place)> gaps = [];
        foreach (var (range, place) in _gaps)
        {
            if (!range.IsWhole) gaps.Add((range, place));
            else gaps.AddRange(Without(range, common).Select(r => (r, place)));
        }
        _gaps = gaps;
        _announced = [.. _announced.SelectMany(a => a.IsWhole ? Without(a, common) : [a])];
    }

    /// <summary>The numbers that are both missing and announced.</summary>
    List<NumberRange> Common()
    {
        NumberRange[] gaps = [.. _gaps.Select(g => g.Range).Where(r => r.IsWhole)];
        NumberRange[] announced = [.. _announced.Where(a => a.IsWhole)];
        List<NumberRange> common = [];
        var next = 1L;
        for (var (i, j) = (0, 0); i < gaps.Length && j < announced.Length;)
        {
            var from = Math.Max(next, Math.Max(gaps[i].First, announced[j].First));
            var to = Math.Min(gaps[i].Last, announced[j].Last);
            if (from <= to)
            {
                common.Add(Exact(from, to));
                next = to + 1;
            }
            if (gaps[i].Last < announced[j].Last) i++;
            else j++;
        }
        return common;
    }

    static IEnumerable<NumberRange> Without(NumberRange range, List<NumberRange> common)
    {
        var index = common.BinarySearch(range, Comparer<NumberRange>.Create((x, y) => x.Last.CompareTo(y.First)));
        if (index < 0) index = ~index;
        while (index > 0 && common[index - 1].Last >= range.First) index--;
        var from = range.First;
        for (; index < common.Count && common[index].First <= range.Last; index++)
        {
            if (common[index].First > from) yield return Exact(from, common[index].First - 1);
            from = Math.Max(from, common[index].Last + 1);
        }
        if (from <= range.Last) yield return Exact(from, range.Last);
    }

    void MatchCounts()
    {
        for (var i = 0; i < _announced.Count; i++)
        {
            var announced = _announced[i];
            for (var j = 0; j < _gaps.Count && announced.Count > 0; j++)
            {
                var (gap, place) = _gaps[j];
                if (announced.IsWhole && gap.IsWhole) continue;
                var overlap = Math.Min(gap.Last, announced.Last) - Math.Max(gap.First, announced.First) + 1;
                var common = Math.Min(Math.Min(gap.Count, announced.Count), overlap);
                if (common <= 0) continue;
                _gaps[j] = (gap with { Count = gap.Count - common }, place);
                announced = announced with { Count = announced.Count - common };
            }
            _announced[i] = announced;
        }
        _gaps.RemoveAll(g => g.Range.Count == 0);
        _announced.RemoveAll(a => a.Count == 0);
    }
}
