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
    int? _limit = limit;
    bool _ended;

    /// <summary>Whether it was decided what becomes of what it held: it holds nothing any more.</summary>
    public bool IsEnded
    {
        get
        {
            lock (_gate) return _ended;
        }
    }

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
            if (Takes(logEvent))
            {
                HeldFor(gate).Add(logEvent, _limit);
                return true;
            }
        }
        // It passes this hold, or belongs to a task that has outlived it.
        return outer?.TryHold(gate, logEvent) ?? false;
    }

    /// <summary>From now on everything is held, so that what comes last is written last, and nothing has to go for it.</summary>
    public void HoldAll()
    {
        lock (_gate) (_holdsAll, _limit) = (true, null);
    }

    /// <summary>Ends the hold, and hands on what it holds, each sink's as a block.</summary>
    /// <exception cref="AggregateException">Sinks that throw have thrown; the others have their block.</exception>
    public void Release()
    {
        List<Exception> failures = [];
        foreach (var (gate, held) in End())
        {
            try
            {
                IReadOnlyList<LogEvent> events = held.Events;
                if (outer is not null) events = outer.HoldBlock(gate, events);
                if (events.Count > 0) gate.EmitBlock(events);
            }
            catch (Exception ex)
            {
                failures.Add(ex);
            }
        }
        if (failures.Count > 0) throw new AggregateException(failures);
    }

    /// <summary>Ends the hold, and forgets what it holds.</summary>
    public void Discard() => End();

    /// <summary>Keeps back what is to be held of a block, and returns the rest of it.</summary>
    IReadOnlyList<LogEvent> HoldBlock(TransactionGate gate, IReadOnlyList<LogEvent> block)
    {
        List<LogEvent> rest = [];
        lock (_gate)
        {
            foreach (var logEvent in block)
            {
                if (Takes(logEvent)) HeldFor(gate).Add(logEvent, _limit);
                else rest.Add(logEvent);
            }
        }
        return outer is null || rest.Count == 0 ? rest : outer.HoldBlock(gate, rest);
    }

    bool Takes(LogEvent logEvent) => !_ended && (_holdsAll || logEvent.Level < below);

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
