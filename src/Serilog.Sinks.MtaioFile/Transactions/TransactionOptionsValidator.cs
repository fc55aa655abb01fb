using Serilog.Sinks.MtaioFile.Checks;







namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Every range check of a transaction's options, made when the transaction begins.</summary>
static class TransactionOptionsValidator
{
    public static void Validate(LogTransactionOptions options)
    {
        Check.Defined(options.Mode, "is not a mode", nameof(options.Mode));
        Check.Level(options.ExceptionLevel, nameof(options.ExceptionLevel));
        Check.Level(options.CompletionLevel, nameof(options.CompletionLevel));
        Check.Level(options.HoldBelow, nameof(options.HoldBelow));
        Check.AtLeast(options.HeldLimit, 1, nameof(options.HeldLimit));
    }
}
