namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>All numbers of a sink or a path, at one moment.</summary>
sealed record Totals(long Accepted, long Written, DropCounts Dropped, long Bytes, long Rotations, long Failures)
{
    public static readonly Totals None = new(0, 0, DropCounts.None, 0, 0, 0);

    public long Pending => Accepted - Written - Dropped.Sum();

    public Totals Plus(Totals other) => new(
        Accepted + other.Accepted,
        Written + other.Written,
        Dropped.Plus(other.Dropped),
        Bytes + other.Bytes,
        Rotations + other.Rotations,
        Failures + other.Failures);

    public Totals Minus(Totals other) => new(
        Accepted - other.Accepted,
        Written - other.Written,
        Dropped.Minus(other.Dropped),
        Bytes - other.Bytes,
        Rotations - other.Rotations,
        Failures - other.Failures);
}
