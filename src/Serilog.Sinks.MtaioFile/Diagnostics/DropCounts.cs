using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>The numbers of dropped events, by reason and level. Any thread may add.</summary>
sealed class DropCounts
{
    public static readonly DropReason[] Reasons = Enum.GetValues<DropReason>();
    public static readonly LogEventLevel[] Levels = Enum.GetValues<LogEventLevel>();

    readonly long[] _counts = new long[Reasons.Length * Levels.Length];

    public long this[DropReason reason, LogEventLevel level] => Interlocked.Read(ref _counts[IndexOf(reason, level)]);

    public void Add(DropReason reason, LogEventLevel level, int count = 1) =>
        Interlocked.Add(ref _counts[IndexOf(reason, level)], count);

    public long Sum() => _counts.Sum();

    public long Sum(DropReason reason) => Levels.Sum(level => this[reason, level]);

    public DropCounts Copy() => Combine(this, (count, _) => count);

    public DropCounts Plus(DropCounts other) => Combine(other, (count, others) => count + others);

    public DropCounts Minus(DropCounts other) => Combine(other, (count, others) => count - others);

    public bool IsSameAs(DropCounts other) => _counts.AsSpan().SequenceEqual(other._counts);

    DropCounts Combine(DropCounts other, Func<long, long, long> combine)
    {
        var result = new DropCounts();
        for (var i = 0; i < _counts.Length; i++)
        {
            result._counts[i] = combine(Interlocked.Read(ref _counts[i]), Interlocked.Read(ref other._counts[i]));
        }
        return result;
    }

    static int IndexOf(DropReason reason, LogEventLevel level) =>
        (int)reason * Levels.Length + NearestLevel.IndexOf(level);
}
