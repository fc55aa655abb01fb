using Serilog;
using Serilog.Sinks.MtaioFile;

namespace AotSample;

/// <summary>Transactions of every mode, with every end.</summary>
static class Transactions
{
    public static async Task WriteTo(ILogger log)
    {
        foreach (var mode in Enum.GetValues<TransactionMode>())
        {
            var options = new LogTransactionOptions { Mode = mode };
            await log.RunTransactionAsync(
                async outer =>
                {
                    log.Information("{Mode} begins", mode);
                    await Task.Yield();
                    log.RunTransaction(inner => log.Debug("inside {Name:l}", inner.Name), "inner", options);
                    log.Information("{Mode} ends", mode);
                },
                $"good {mode}",
                options);

            using var failing = log.BeginTransaction($"failing {mode}", options);
            log.Information("{Mode} is about to fail", mode);
            log.Warning("{Mode} warns", mode);
            failing.Fail(new InvalidOperationException("no"));
        }
        log.BeginTransaction("left").Dispose();
    }
}
