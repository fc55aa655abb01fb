using Serilog;
using Serilog.Sinks.MtaioFile;

namespace Sample;

/// <summary>
/// One transaction for each request: what it logs below Warning is written only if it fails. Quiet when it works, everything when it
/// fails.
/// </summary>
static class RequestTransactions
{
    static readonly LogTransactionOptions HeldUntilFailure = new() { Mode = TransactionMode.HeldUntilFailure };

    public static void UseRequestTransactions(this WebApplication app) =>
        app.Use((context, next) => Log.Logger.RunTransactionAsync(_ => next(context), context.Request.Path, HeldUntilFailure));
}
