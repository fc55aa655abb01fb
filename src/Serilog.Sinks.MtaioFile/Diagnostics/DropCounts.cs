using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>The numbers of dropped events, by reason and level. Any thread may add.</summary>
sealed class DropCounts
{
    public static readonly DropReason[] Reasons =
    [
        DropReason.Overflow, DropReason.Formatting, DropReason.Failure, DropReason.Shutdown, DropReason.Closed, DropReason.HoldLimit,
    ];

    public static readonly LogEventLevel[] Levels =
    [
        LogEventLevel.Verbose, LogEventLevel.Debug, LogEventLevel.Information,
        LogEventLevel.Warning, LogEventLevel.Error, LogEventLevel.Fatal,
    ];


    static readonly long[] Zeros = new long[Reasons.Length * Levels.Length];

    /// <summary>No drops. Nothing is ever added to it.</summary>
    public static readonly DropCounts None = new();

    // Most sinks drop nothing, and share the zeros, which are never written.
    long[] _counts = Zeros;

    /// <summary>Whether no drop was ever added.</summary>
    public bool IsZero => ReferenceEquals(Volatile.Read(ref _counts), Zeros);

    public long this[DropReason reason, LogEventLevel level] => Interlocked.Read(ref _counts[IndexOf(reason, level)]);

    public void Add(DropReason reason, LogEventLevel level, int count = 1)
    {
        if (IsZero) Interlocked.CompareExchange(ref _counts, new long[Zeros.Length], Zeros);
        Interlocked.Add(ref _counts[IndexOf(reason, level)], count);
    }

    public long Sum() => IsZero ? 0 : _counts.Sum();

    public long Sum(DropReason reason) => IsZero ? 0 : Levels.Sum(level => this[reason, level]);

    public DropCounts Copy() => IsZero ? None : Combine(this, static (count, _) => count);

    public DropCounts Plus(DropCounts other) => other.IsZero ? this : Combine(other, static (count, others) => count + others);

    public DropCounts Minus(DropCounts other) => other.IsZero ? this : Combine(other, static (count, others) => count - others);

    public bool IsSameAs(DropCounts other) => ReferenceEquals(_counts, other._counts) || _counts.AsSpan().SequenceEqual(other._counts);

    DropCounts Combine(DropCounts other, Func<long, long, long> combine)
    {
        var result = new DropCounts { _counts = new long[Zeros.Length] };
        for (var i = 0; i < _counts.Length; i++)
        {
            result._counts[i] = combine(Interlocked.Read(ref _counts[i]), Interlocked.Read(ref other._counts[i]));
        }
        return result;
    }

    static int IndexOf(DropReason reason, LogEventLevel level) =>
        (int)reason * Levels.Length + NearestLevel.IndexOf(level);
}
