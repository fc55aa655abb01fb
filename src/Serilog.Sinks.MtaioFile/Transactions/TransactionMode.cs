namespace Serilog.Sinks.MtaioFile;

/// <summary>What happens to the records of a transaction while it runs.</summary>
public enum TransactionMode
{
    /// <summary>Records are written as they come.</summary>
    Written,

    /// <summary>Records are held until the transaction ends, then written as one block, the end record last.</summary>
    Grouped,

    /// <summary>
    /// Records below <see cref="LogTransactionOptions.HoldBelow"/> are held. When the transaction completes, they are discarded. When it
    /// fails, they are written as one block with their original times, the end record last.
    /// </summary>
    HeldUntilFailure,
}
