namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The holds that have records now.</summary>
static class LiveHolds
{
    static readonly LiveSet<Hold> Holds = new();

    public static bool Any => Holds.Any;

    public static void Add(Hold hold) => Holds.Add(hold);

    public static void Remove(Hold hold) => Holds.Remove(hold);

    /// <summary>The holds of batches, the inner ones first.</summary>
    public static IEnumerable<Hold> Batches() => InnerFirst().Where(hold => hold.IsBatch);

    /// <summary>Writes what all holds have.</summary>
    public static void WriteAll()
    {
        foreach (var hold in InnerFirst()) hold.WriteAllOrTell();
    }

    /// <summary>Writes what was held for too long.</summary>
    public static void WriteOverdue()
    {
        foreach (var hold in InnerFirst().Where(hold => hold.HasTimeLimit)) hold.WriteIfOverdue();
    }

    /// <summary>An outer hold passes on what the inner ones had.</summary>
    static IEnumerable<Hold> InnerFirst() => Holds.Snapshot().OrderByDescending(hold => hold.Number);
}
