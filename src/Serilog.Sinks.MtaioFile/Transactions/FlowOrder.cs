namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Numbers transactions and holds in the order in which they began: an outer one has a lower number than an inner one.</summary>
static class FlowOrder
{
    static long s_last;

    public static long Next() => Interlocked.Increment(ref s_last);
}
