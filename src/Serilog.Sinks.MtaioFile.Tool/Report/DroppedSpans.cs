namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>A stretch of time in which events were dropped.</summary>
/// <param name="From">The first drop.</param>
/// <param name="Until">The last drop.</param>
/// <param name="Events">How many were dropped.</param>
/// <param name="Reasons">Why, in words.</param>
sealed record DroppedSpan(DateTimeOffset From, DateTimeOffset Until, long Events, string Reasons)
{
    /// <summary>One span for both, and for the time between them.</summary>
    public DroppedSpan And(DroppedSpan other) => new(
        From < other.From ? From : other.From,
        Until > other.Until ? Until : other.Until,
        Events + other.Events,
        string.Join(", ", $"{Reasons}, {other.Reasons}".Split(", ").Distinct(StringComparer.Ordinal)));
}

/// <summary>The spans of all drop notices. Beyond the capacity, those that are closest to each other become one.</summary>
/// <param name="capacity">How many spans are kept apart.</param>
sealed class DroppedSpans(int capacity)
{
    readonly List<DroppedSpan> _spans = [];

    /// <summary>By their begin.</summary>
    public IReadOnlyList<DroppedSpan> Spans => _spans;

    /// <summary>Whether spans were merged.</summary>
    public bool AreMerged { get; private set; }

    public long Events => _spans.Sum(s => s.Events);

    public void Add(DroppedSpan span)
    {
        var at = _spans.FindLastIndex(s => s.From <= span.From) + 1;
        _spans.Insert(at, span);
        if (_spans.Count > capacity) MergeClosest();
    }

    void MergeClosest()
    {
        var closest = Enumerable.Range(1, _spans.Count - 1).MinBy(i => _spans[i].From - _spans[i - 1].Until);
        _spans[closest - 1] = _spans[closest - 1].And(_spans[closest]);
        _spans.RemoveAt(closest);
        AreMerged = true;
    }
}
