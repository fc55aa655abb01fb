namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>A stretch of time without records.</summary>
/// <param name="From">The last record before it.</param>
/// <param name="Until">The first record after it.</param>
/// <param name="IsClosed">Whether the log was closed meanwhile: the record before is an end record.</param>
readonly record struct SilentSpan(DateTimeOffset From, DateTimeOffset Until, bool IsClosed)
{
    public TimeSpan Length => Until - From;
}

/// <summary>Keeps the longest stretches of time between two records.</summary>
/// <param name="kept">How many are kept.</param>
sealed class SilentSpans(int kept)
{
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    readonly PriorityQueue<SilentSpan, TimeSpan> _longest = new();
    DateTimeOffset? _latest;
    bool _wasEnd;

    public void Add(DateTimeOffset time, bool isEnd)
    {
        if (_latest is { } latest && time - latest >= Shortest) Add(new SilentSpan(latest, time, _wasEnd));
        if (_latest is null || time > _latest) _latest = time;
        _wasEnd = isEnd;
    }

    /// <summary>Those that last at least so long, by their begin.</summary>
    public IReadOnlyList<SilentSpan> LongerThan(TimeSpan limit) =>
        [.. _longest.UnorderedItems.Select(s => s.Element).Where(s => s.Length >= limit).OrderBy(s => s.From)];

    void Add(SilentSpan span)
    {
        if (_longest.Count < kept) _longest.Enqueue(span, span.Length);
        else _longest.EnqueueDequeue(span, span.Length);
    }
}
