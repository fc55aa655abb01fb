namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Holds the records that the current flow logs until it is disposed, then releases them as one block.</summary>
readonly struct BatchScope : IDisposable
{
    readonly Hold? _outer;
    readonly Hold _hold;

    BatchScope(Hold? passesOnTo)
    {
        _outer = TransactionContext.Hold;
        _hold = new Hold(passesOnTo, HoldPolicy.Batch, "a batch");
        TransactionContext.Hold = _hold;
    }

    public static BatchScope Begin() => new(TransactionContext.Hold);

    /// <summary>Begins a batch whose records no other hold gets: they were held before.</summary>
    public static BatchScope BeginReleased() => new(passesOnTo: null);

    public void Dispose()
    {
        TransactionContext.Hold = _outer;
        _hold.Release();
    }
}
