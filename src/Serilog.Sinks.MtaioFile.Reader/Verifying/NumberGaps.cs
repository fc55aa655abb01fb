using Serilog.Sinks.MtaioFile.Reader.Parsing;

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
    /// <returns>False if one of them was announced before.</returns>
    public bool Announce(NumberRange range)
    {
        var isNew = true;
        for (var i = Math.Max(0, _announced.Count - ComparedRanges); i < _announced.Count && range.IsExact; i++)
            isNew &= !(_announced[i].IsExact && _announced[i].From <= range.To && range.From <= _announced[i].To);
        _announced.Add(range);
        if (_announced.Count >= MostRanges) Shrink();
        return isNew;
    }

    /// <summary>Takes back the gap that a late number fills.</summary>
    public bool Fill(long number)
    {
        var index = _gaps.FindIndex(g => g.Range.From <= number && number <= g.Range.To);
        if (index < 0) return false;
        var (range, place) = _gaps[index];
        _gaps.RemoveAt(index);
        if (range.IsExact)
        {
            if (number < range.To) _gaps.Insert(index, (Exact(number + 1, range.To), place));
            if (number > range.From) _gaps.Insert(index, (Exact(range.From, number - 1), place));
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
            merged.Add(new NumberRange(Math.Min(x.From, y.From), Math.Max(x.To, y.To), x.Count + y.Count));
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
                range = new NumberRange(range.From, Math.Max(range.To, _gaps[i + 1].Range.To), range.Count + _gaps[i + 1].Range.Count);
            merged.Add((range, place));
        }
        return merged;
    }

    /// <summary>Takes from both sides what they have in common: first exact numbers, then those of which the count is known.</summary>
    void Match()
    {
        if (_gaps.Count == 0 || _announced.Count == 0) return;
        _gaps.Sort((x, y) => x.Range.From.CompareTo(y.Range.From));
        _announced.Sort((x, y) => x.From.CompareTo(y.From));
        MatchExact();
        MatchCounts();
    }

    void MatchExact()
    {
        var common = Common();
        List<(NumberRange Range, Place Place)> gaps = [];
        foreach (var (range, place) in _gaps)
        {
            if (!range.IsExact) gaps.Add((range, place));
            else gaps.AddRange(Without(range, common).Select(r => (r, place)));
        }
        _gaps = gaps;
        _announced = [.. _announced.SelectMany(a => a.IsExact ? Without(a, common) : [a])];
    }

    /// <summary>The numbers that are both missing and announced.</summary>
    List<NumberRange> Common()
    {
        NumberRange[] gaps = [.. _gaps.Select(g => g.Range).Where(r => r.IsExact)];
        NumberRange[] announced = [.. _announced.Where(a => a.IsExact)];
        List<NumberRange> common = [];
        var next = 1L;
        for (var (i, j) = (0, 0); i < gaps.Length && j < announced.Length;)
        {
            var from = Math.Max(next, Math.Max(gaps[i].From, announced[j].From));
            var to = Math.Min(gaps[i].To, announced[j].To);
            if (from <= to)
            {
                common.Add(Exact(from, to));
                next = to + 1;
            }
            if (gaps[i].To < announced[j].To) i++;
            else j++;
        }
        return common;
    }

    static IEnumerable<NumberRange> Without(NumberRange range, List<NumberRange> common)
    {
        var index = common.BinarySearch(range, Comparer<NumberRange>.Create((x, y) => x.To.CompareTo(y.From)));
        if (index < 0) index = ~index;
        while (index > 0 && common[index - 1].To >= range.From) index--;
        var from = range.From;
        for (; index < common.Count && common[index].From <= range.To; index++)
        {
            if (common[index].From > from) yield return Exact(from, common[index].From - 1);
            from = Math.Max(from, common[index].To + 1);
        }
        if (from <= range.To) yield return Exact(from, range.To);
    }

    void MatchCounts()
    {
        for (var i = 0; i < _announced.Count; i++)
        {
            var announced = _announced[i];
            for (var j = 0; j < _gaps.Count && announced.Count > 0; j++)
            {
                var (gap, place) = _gaps[j];
                if (announced.IsExact && gap.IsExact) continue;
                var overlap = Math.Min(gap.To, announced.To) - Math.Max(gap.From, announced.From) + 1;
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
