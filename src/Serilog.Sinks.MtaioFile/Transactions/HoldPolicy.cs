using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Which records a hold keeps, how many and how long, and what happens to the others.</summary>
/// <param name="Below">Only records below this level are held; null = all records are.</param>
/// <param name="Limit">How many records are held for each sink.</param>
/// <param name="WritesEarly">
/// Whether the held records are written when the hold has reached its limit. If not, the oldest record is discarded.
/// </param>
/// <param name="AtOnceFrom">With early writing: a record of this level is written at once, with those before it; null = none.</param>
/// <param name="TimeLimit">With early writing: how long a record is held.</param>
sealed record HoldPolicy(LogEventLevel? Below, int Limit, bool WritesEarly, LogEventLevel? AtOnceFrom, TimeSpan TimeLimit)
{
    /// <summary>The records of a batch. The method that holds them writes them before it returns.</summary>
    public static readonly HoldPolicy Batch = new(
        Below: null, Limit: 1_000, WritesEarly: true, AtOnceFrom: null, TimeSpan.MaxValue);

    /// <summary>The policy of a transaction; null = it holds nothing.</summary>
    public static HoldPolicy? Of(LogTransactionOptions options) => options.Mode switch
    {
        TransactionMode.Grouped => new(null, options.HeldLimit, WritesEarly: true, LogEventLevel.Fatal, options.HeldTimeLimit),
        TransactionMode.HeldUntilFailure => new(
            options.HoldBelow, options.HeldLimit, WritesEarly: false, AtOnceFrom: null, TimeSpan.MaxValue),
        _ => null,
    };
}
