namespace Serilog.Sinks.MtaioFile;

/// <summary>What happens to the records of a transaction while it runs.</summary>
public enum TransactionMode
{
    /// <summary>They are written as they come, with the transaction's id.</summary>
    Written,

    /// <summary>They are held until the transaction ends and then written as one block, its end record last.</summary>
    Grouped,

    /// <summary>
    /// Those below <see cref="LogTransactionOptions.HoldBelow"/> are held. When the transaction completes they are discarded; when it fails
    /// they are written as one block with the times at which they were logged, its end record last.
    /// </summary>
    HeldUntilFailure,
}
