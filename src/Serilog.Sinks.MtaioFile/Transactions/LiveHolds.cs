using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The holds that have records now.</summary>
static class LiveHolds
{
    // Guarded by the lock on the set.
    static readonly HashSet<Hold> Holds = [];

    public static bool Any
    {
        get
        {
            using (Uninterrupted.Enter(Holds)) return Holds.Count > 0;
        }
    }

    public static void Add(Hold hold)
    {
        using (Uninterrupted.Enter(Holds)) Holds.Add(hold);
    }

    public static void Remove(Hold hold)
    {
        using (Uninterrupted.Enter(Holds)) Holds.Remove(hold);
    }

    /// <summary>The holds of batches, the inner ones first.</summary>
    public static IEnumerable<Hold> Batches() => Snapshot().Where(h => h.IsBatch).OrderByDescending(h => h.Number);

    /// <summary>Writes what all holds have, the inner ones first, so that an outer hold passes on what the inner ones had.</summary>
    public static void WriteAll()
    {
        foreach (var hold in Snapshot().OrderByDescending(h => h.Number)) hold.WriteAllOrTell();
    }

    /// <summary>Writes what was held for too long.</summary>
    public static void WriteOverdue()
    {
        foreach (var hold in Snapshot().Where(h => h.HasTimeLimit).OrderByDescending(h => h.Number)) hold.WriteIfOverdue();
    }

    static Hold[] Snapshot()
    {
        using (Uninterrupted.Enter(Holds)) return [.. Holds];
    }
}
