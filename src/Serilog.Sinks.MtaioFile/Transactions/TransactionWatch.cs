using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>
/// Looks once a second for transactions that were left without being disposed, and for records that were held for too long. It runs only
/// while there are transactions.
/// </summary>
static class TransactionWatch
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    static readonly object Gate = new();

    // Guarded by the gate.
    static Timer? s_timer;
    static bool s_isLooking;

    public static void EnsureRunning()
    {
        if (Volatile.Read(ref s_timer) is not null) return;
        using (Uninterrupted.Enter(Gate))
        {
            if (s_timer is null) StartLocked();
        }
    }

    static void StartLocked()
    {
        Debug.Assert(Monitor.IsEntered(Gate));
        // The timer must not run in the flow, and so in the transaction, that happens to start it.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            s_timer = new Timer(_ => Look(), state: null, Period, Period);
        }
    }

    /// <summary>A slow sink must not have two threads look at a time.</summary>
    static void Look()
    {
        using (Uninterrupted.Enter(Gate))
        {
            if (s_isLooking || s_timer is null) return;
            if (!LiveTransactions.Any) StopLocked();
            // A transaction may have begun meanwhile, and have seen the timer that was then stopped.
            if (!LiveTransactions.Any) return;
            if (s_timer is null) StartLocked();
            s_isLooking = true;
        }
        LiveTransactions.EndUndisposed();
        LiveHolds.WriteOverdue();
        using (Uninterrupted.Enter(Gate)) s_isLooking = false;
    }

    static void StopLocked()
    {
        Debug.Assert(Monitor.IsEntered(Gate));
        s_timer?.Dispose();
        s_timer = null;
    }
}
