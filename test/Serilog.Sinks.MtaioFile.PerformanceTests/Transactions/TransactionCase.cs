namespace Serilog.Sinks.MtaioFile.PerformanceTests.Transactions;

/// <summary>A situation in which events are logged.</summary>
/// <param name="Name">Which.</param>
/// <param name="Size">How many transactions are open, or how deep they are nested.</param>
sealed record TransactionCase(string Name, int Size)
{
    /// <summary>No transaction was ever begun.</summary>
    public const string Before = "before-the-first";

    /// <summary>One transaction has begun and ended.</summary>
    public const string After = "after-the-first";

    /// <summary>The events are logged inside the innermost transaction.</summary>
    public const string Nested = "nested";

    /// <summary>The events are logged outside while many flows have a transaction open.</summary>
    public const string Open = "open";
}
