using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Keeps events back from the sinks until it is decided what becomes of them: written as a block, or discarded.</summary>
/// <param name="outer">The hold around this one, which gets what this one releases.</param>
/// <param name="below">Events at or above this level are not held; null = all are.</param>
/// <param name="limit">How many events are held for each sink; null = no limit.</param>
sealed class Hold(Hold? outer, LogEventLevel? below, int? limit)
{
    readonly object _gate = new();
    readonly Dictionary<TransactionGate, Held> _held = [];
    bool _holdsAll = below is null;
    bool _ended;

    /// <summary>How many events had to be discarded because there were too many: of the sink that lost most.</summary>
    public int Discarded
    {
        get
        {
            lock (_gate) return _held.Values.Select(h => h.Discarded).DefaultIfEmpty().Max();
        }
    }

    /// <summary>Keeps an event back; false when it is to be written now.</summary>
    public bool TryHold(TransactionGate gate, LogEvent logEvent)
    {
        lock (_gate)
        {
            if (!_ended && (_holdsAll || logEvent.Level < below))
            {
                HeldFor(gate).Add(logEvent, limit);
                return true;
            }
        }
        // It passes this hold, or belongs to a task that has outlived it.
        return outer?.TryHold(gate, logEvent) ?? false;
    }

    /// <summary>From now on everything is held, so that what comes last is written last.</summary>
    public void HoldAll()
    {
        lock (_gate) _holdsAll = true;
    }

    /// <summary>Ends the hold, and hands on what it holds, each sink's as a block.</summary>
    public void Release()
    {
        foreach (var (gate, held) in End())
        {
            if (outer is null || !outer.TryHoldBlock(gate, held)) gate.EmitBlock(held.Events);
        }
    }

    /// <summary>Ends the hold, and forgets what it holds.</summary>
    public void Discard() => End();

    bool TryHoldBlock(TransactionGate gate, Held block)
    {
        lock (_gate)
        {
            if (!_ended)
            {
                foreach (var logEvent in block.Events) HeldFor(gate).Add(logEvent, limit);
                return true;
            }
        }
        return outer?.TryHoldBlock(gate, block) ?? false;
    }

    Held HeldFor(TransactionGate gate)
    {
        if (!_held.TryGetValue(gate, out var held)) _held.Add(gate, held = new Held());
        return held;
    }

    List<KeyValuePair<TransactionGate, Held>> End()
    {
        lock (_gate)
        {
            _ended = true;
            List<KeyValuePair<TransactionGate, Held>> held = [.. _held];
            _held.Clear();
            return held;
        }
    }

    /// <summary>What is held for one sink.</summary>
    sealed class Held
    {
        readonly Queue<LogEvent> _events = new();

        public int Discarded { get; private set; }

        public LogEvent[] Events => [.. _events];

        public void Add(LogEvent logEvent, int? limit)
        {
            _events.Enqueue(logEvent);
            if (!(_events.Count > limit)) return;
            _events.Dequeue();
            Discarded++;
        }
    }
}
