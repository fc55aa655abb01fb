using System.Diagnostics;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>
/// What a hold keeps, by sink. Each sink knows the holds that have records for it, and <see cref="LiveHolds"/> those that have any. The
/// lock of the hold guards it.
/// </summary>
sealed class HeldBySink(Hold hold, HoldPolicy policy)
{
    readonly Dictionary<TransactionGate, HeldRecords> _held = [];
    long _since;

    public bool IsEmpty => _held.Count == 0;

    /// <summary>How long the oldest record may have been held.</summary>
    public TimeSpan Age => IsEmpty ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_since);

    public HeldRecords? For(TransactionGate sink) => _held.GetValueOrDefault(sink);

    /// <summary>Adds a record.</summary>
    /// <param name="sink">The sink that is to get it.</param>
    /// <param name="record">The record.</param>
    /// <param name="mayExceed">Whether the record is held without regard to the policy.</param>
    /// <returns>False when the sink is closed.</returns>
    public bool TryAdd(TransactionGate sink, LogEvent record, bool mayExceed)
    {
        if (!_held.TryGetValue(sink, out var held))
        {
            if (!sink.TryJoin(hold)) return false;
            _held.Add(sink, held = new HeldRecords(sink, policy));
            if (_held.Count == 1) Begin();
        }
        held.Add(record, mayExceed);
        return true;
    }

    public void MarkAllDue()
    {
        foreach (var held in _held.Values) held.IsDue = true;
    }

    public HeldBlock[] TakeAll() => Take(_ => true);

    public HeldBlock[] TakeDue() => Take(block => block.Records.IsDue);

    public HeldBlock[] TakeFor(TransactionGate sink) => Take(block => block.Sink == sink);

    HeldBlock[] Take(Func<HeldBlock, bool> predicate)
    {
        HeldBlock[] taken = [.. _held.Select(held => new HeldBlock(held.Key, held.Value)).Where(predicate)];
        if (taken.Length == 0) return taken;
        foreach (var (sink, held) in taken)
        {
            _held.Remove(sink);
            held.Leave();
            sink.Leave(hold);
        }
        if (IsEmpty) LiveHolds.Remove(hold);
        return taken;
    }

    void Begin()
    {
        _since = Stopwatch.GetTimestamp();
        LiveHolds.Add(hold);
    }
}
