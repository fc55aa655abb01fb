namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>What the end record of a transaction says.</summary>
/// <param name="Id">The id.</param>
/// <param name="Outcome">Completed, Failed or Canceled.</param>
sealed record TransactionEnd(string Id, string Outcome)
{
    public const string Completed = nameof(Completed);
    public const string Failed = nameof(Failed);
    public const string Canceled = nameof(Canceled);

    public string? Name { get; init; }

    /// <summary>null = the record does not say, as in a text log without properties.</summary>
    public TimeSpan? Elapsed { get; init; }

    public long? Records { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Reason { get; init; }

    public bool HasOutcome(string outcome) => string.Equals(Outcome, outcome, StringComparison.Ordinal);
}

/// <summary>A transaction that has ended, and where its end record is.</summary>
sealed record EndedTransaction(TransactionEnd End, DateTimeOffset? Time, RecordPlace Place);

/// <summary>Keeps the slowest transactions and the latest that did not complete, and counts all.</summary>
/// <param name="kept">How many of each are kept.</param>
sealed class TransactionTally(int kept)
{
    readonly PriorityQueue<EndedTransaction, TimeSpan> _slowest = new();
    readonly Queue<EndedTransaction> _unsuccessful = new();

    public long Completed { get; private set; }

    public long Failed { get; private set; }

    public long Canceled { get; private set; }

    public long Total => Completed + Failed + Canceled;

    /// <summary>The slowest first.</summary>
    public IReadOnlyList<EndedTransaction> Slowest =>
        [.. _slowest.UnorderedItems.OrderByDescending(t => t.Priority).Select(t => t.Element)];

    /// <summary>The failed and canceled ones, the latest first.</summary>
    public IReadOnlyList<EndedTransaction> Unsuccessful => [.. _unsuccessful.Reverse()];

    public void Add(TransactionEnd end, DateTimeOffset? time, RecordPlace place)
    {
        var ended = new EndedTransaction(end, time, place);
        if (end.HasOutcome(TransactionEnd.Completed)) Completed++;
        else AddUnsuccessful(ended);
        if (end.Elapsed is not { } elapsed) return;
        if (_slowest.Count < kept) _slowest.Enqueue(ended, elapsed);
        else _slowest.EnqueueDequeue(ended, elapsed);
    }

    void AddUnsuccessful(EndedTransaction ended)
    {
        if (ended.End.HasOutcome(TransactionEnd.Canceled)) Canceled++;
        else Failed++;
        if (_unsuccessful.Count == kept) _unsuccessful.Dequeue();
        _unsuccessful.Enqueue(ended);
    }
}
