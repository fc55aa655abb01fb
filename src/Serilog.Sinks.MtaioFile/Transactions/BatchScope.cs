namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Holds the records that the current flow logs until it is disposed, then releases them as one block.</summary>
readonly struct BatchScope : IDisposable
{
    readonly Hold? _outer;
    readonly Hold _hold;

    BatchScope(Hold? outer)
    {
        _outer = outer;
        _hold = new Hold(outer, HoldPolicy.Batch, "a batch");
        TransactionContext.Hold = _hold;
    }

    public static BatchScope Begin() => new(TransactionContext.Hold);

    public void Dispose()
    {
        TransactionContext.Hold = _outer;
        _hold.Release();
    }
}
