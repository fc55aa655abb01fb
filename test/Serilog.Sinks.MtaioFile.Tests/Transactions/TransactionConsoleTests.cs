using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Transactions hold events in front of the console sink.</summary>
[Collection(ProcessWideState.Name)]
public sealed class TransactionConsoleTests
{
    [Fact]
    public void TheConsoleGetsTheHeldEventsOfAFailedTransactionAndNoneOfACompletedOne()
    {
        var before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            using var log = new LoggerConfiguration()
                .WriteTo.MtaioTransactions(to => to.Console(outputTemplate: "{Level:u3} {Message:lj}|"))
                .CreateLogger();
            log.RunTransaction(_ => log.Information("quiet"), options: Transactional.Held);
            using (log.BeginTransaction(options: Transactional.Held))
            {
                log.Information("held");
                log.Warning("at once");
            }
        }
        finally
        {
            Console.SetOut(before);
        }
        Assert.Matches(
            @"^WRN at once\|INF held\|ERR Transaction [0-9a-f-]{36} failed: it was left without being completed\|$",
            output.ToString());
    }
}
