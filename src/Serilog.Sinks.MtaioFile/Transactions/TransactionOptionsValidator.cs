using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Checks the options of a transaction when it begins.</summary>
static class TransactionOptionsValidator
{
    public static void Validate(LogTransactionOptions options)
    {
        var isMode = options.Mode is >= TransactionMode.Written and <= TransactionMode.HeldUntilFailure;
        Check.Defined(isMode, options.Mode, "is not a mode", nameof(options.Mode));
        Check.Level(options.ExceptionLevel, nameof(options.ExceptionLevel));
        Check.Level(options.CancellationLevel, nameof(options.CancellationLevel));
        Check.Level(options.CompletionLevel, nameof(options.CompletionLevel));
        Check.Level(options.HoldBelow, nameof(options.HoldBelow));
        Check.AtLeast(options.HeldLimit, 1, nameof(options.HeldLimit));
        if (options.HeldTimeLimit == TimeSpan.MaxValue) return;
        Check.Positive(options.HeldTimeLimit, nameof(options.HeldTimeLimit), noLimit: "TimeSpan.MaxValue");
    }
}
