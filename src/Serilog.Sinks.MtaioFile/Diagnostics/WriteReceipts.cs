namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>Collects, while a thread logs an event, a task from each sink that gets it.</summary>
sealed class WriteReceipts
{
    [ThreadStatic] static WriteReceipts? t_current;

    readonly List<Task> _receipts = [];

    WriteReceipts()
    {
    }

    /// <summary>The receipts that the current thread collects; null = none.</summary>
    public static WriteReceipts? Current => t_current;

    /// <summary>Logs, and completes when all sinks that got the event have written it.</summary>
    public static Task Collect(Action log)
    {
        var outer = t_current;
        var receipts = new WriteReceipts();
        t_current = receipts;
        try
        {
            log();
        }
        finally
        {
            t_current = outer;
        }
        return Task.WhenAll(receipts._receipts);
    }

    public void Add(Task receipt) => _receipts.Add(receipt);
}
