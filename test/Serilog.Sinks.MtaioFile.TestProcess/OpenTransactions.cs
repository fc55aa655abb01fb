namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>Transactions that are open at the same time, each in a flow of its own.</summary>
sealed class OpenTransactions
{
    readonly List<LogTransaction> _open = [];

    public void Begin(long count, Func<LogTransaction> begin, Action write)
    {
        for (var i = 0L; i < count; i++)
        {
            Task.Run(() =>
            {
                _open.Add(begin());
                write();
            }).Wait();
        }
    }

    /// <summary>All of them fail.</summary>
    public void Fail()
    {
        foreach (var transaction in _open) transaction.Dispose();
    }
}
