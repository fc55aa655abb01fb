using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The records of one stretch of time.</summary>
readonly record struct TimeBucket(DateTimeOffset From, LevelCounts Counts);

/// <summary>
/// Counts records over time in a bounded number of buckets. When a time lies too far from the others, all buckets become wider: they are
/// merged. The order in which the times come makes no difference to the result.
/// </summary>
/// <param name="capacity">How many buckets there may be from the first to the last, empty ones included.</param>
sealed class TimeHistogram(int capacity)
{
    readonly Dictionary<long, LevelCounts> _buckets = [];
    long _first = long.MaxValue;
    long _last = long.MinValue;
    (long Number, LevelCounts Counts) _recent = (-1, new());

    public TimeSpan Width { get; private set; } = BucketWidths.Smallest;

    public bool IsEmpty => _buckets.Count == 0;

    /// <summary>The begin of the first bucket.</summary>
    public DateTimeOffset From => TimeOf(_first);

    /// <summary>The end of the last bucket.</summary>
    public DateTimeOffset Until => EndOf(TimeOf(_last));

    /// <summary>The buckets that are not empty, the oldest first.</summary>
    public IEnumerable<TimeBucket> Buckets => _buckets.OrderBy(b => b.Key).Select(b => new TimeBucket(TimeOf(b.Key), b.Value));

    public void Add(DateTimeOffset time, LogEventLevel? level) => CountsAt(time.UtcTicks).Add(level);

    /// <summary>The same records in fewer buckets.</summary>
    public TimeHistogram In(int buckets)
    {
        var fewer = new TimeHistogram(buckets) { Width = Width };
        foreach (var bucket in Buckets) fewer.CountsAt(bucket.From.UtcTicks).AddAll(bucket.Counts);
        return fewer;
    }

    /// <summary>The end of a bucket, given its begin.</summary>
    public DateTimeOffset EndOf(DateTimeOffset bucket) =>
        DateTimeOffset.MaxValue - bucket < Width ? DateTimeOffset.MaxValue : bucket + Width;

    LevelCounts CountsAt(long ticks)
    {
        if (ticks / Width.Ticks == _recent.Number) return _recent.Counts;
        while (!Fits(ticks / Width.Ticks)) Widen();
        var number = ticks / Width.Ticks;
        (_first, _last) = (Math.Min(_first, number), Math.Max(_last, number));
        if (!_buckets.TryGetValue(number, out var counts)) _buckets.Add(number, counts = new());
        _recent = (number, counts);
        return counts;
    }

    bool Fits(long number) => IsEmpty || Math.Max(_last, number) - Math.Min(_first, number) < capacity;

    void Widen()
    {
        var wider = BucketWidths.After(Width);
        var ratio = wider / Width;
        var narrow = _buckets.ToArray();
        _buckets.Clear();
        foreach (var (number, counts) in narrow)
        {
            var merged = number / (long)ratio;
            if (_buckets.TryGetValue(merged, out var there)) there.AddAll(counts);
            else _buckets.Add(merged, counts);
        }
        (Width, _first, _last) = (wider, _first / (long)ratio, _last / (long)ratio);
        _recent = (-1, new());
    }

    DateTimeOffset TimeOf(long number) => new(number * Width.Ticks, TimeSpan.Zero);
}
