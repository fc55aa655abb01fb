using Serilog.Sinks.MtaioFile.Diagnostics;







namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Lets the producer that has filled a slice prepare it while the worker is behind: the events are still in that thread's cache, and a
/// backlog of bytes is cheaper to keep than one of objects.
/// </summary>
sealed class ProducerHelp(IBatchTarget target, QueueSettings settings, DropLedger ledger)
{
    [ThreadStatic] static bool t_encoding;

    // Events that are dropped for newer ones need not have been prepared.
    readonly bool _isPossible = target.CanEncodeAhead && settings.Overflow != OverflowPolicy.DropOldest;

    ExecutionContext? _workersContext;

    /// <summary>Whether the current thread is preparing: nothing that it emits meanwhile may make it wait for the worker, who may wait for it.</summary>
    public static bool IsEncodingHere => t_encoding;

    /// <summary>Called by the worker, in whose surroundings everything is rendered, whoever does it: neither culture nor async locals of callers count.</summary>
    public void Enable() => _workersContext = ExecutionContext.Capture();

    /// <summary>Marks a slice that was just filled as being prepared by its producer, if so many wait that it should be. The queue's lock is held.</summary>
    public bool TryBegin(EventSlice filled, int waitingSlices)
    {
        if (!_isPossible || _workersContext is null || waitingSlices < settings.HelpFromSlices || t_encoding) return false;
        filled.IsBeingEncoded = true;
        return true;
    }

    /// <summary>Prepares a slice that was marked, without the queue's lock.</summary>
    public void EncodeAhead(EventSlice filled, object gate)
    {
        IEncodedBatch? encoded = null;
        t_encoding = true;
        try
        {
            ExecutionContext.Run(_workersContext!, _ => encoded = target.EncodeAhead(filled.Events), state: null);
        }
        finally
        {
            t_encoding = false;
            lock (gate)
            {
                filled.EndEncoding(encoded, releaseEvents: !ledger.WantsEvents);
                Monitor.PulseAll(gate);
            }
        }
    }
}
