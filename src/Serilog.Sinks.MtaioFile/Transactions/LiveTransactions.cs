using Serilog.Debugging;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>
/// The transactions that have not ended. When the process ends, no code of the application disposes them any more: they end here, and
/// what they hold is written.
/// </summary>
static class LiveTransactions
{
    static readonly LiveSet<TransactionScope> Scopes = new();

    public static bool Any => Scopes.Any;

    public static void Add(TransactionScope scope)
    {
        Scopes.Add(scope);
        TransactionWatch.EnsureRunning();
    }

    public static void Remove(TransactionScope scope) => Scopes.Remove(scope);

    /// <summary>Ends the transactions whose objects were collected: no code can dispose them any more.</summary>
    public static void EndUndisposed()
    {
        foreach (var scope in NewestFirst())
        {
            if (scope.IsCollected) Try(() => scope.End(TransactionEnding.NotDisposed), scope);
        }
    }

    /// <summary>Ends all transactions, and writes what batches hold, when the process ends.</summary>
    /// <param name="exception">The exception that ends the process, thrown in the current flow; null = none.</param>
    /// <param name="atMost">How long the sinks may take. A sink may be waiting for the current thread.</param>
    public static void EndAll(Exception? exception, TimeSpan atMost)
    {
        var current = TransactionScope.Current;
        RunInTime(
            scopes =>
            {
                // A batch inside a transaction comes before the end of the transaction.
                var batches = new Queue<Hold>(LiveHolds.Batches());
                foreach (var scope in scopes)
                {
                    while (batches.TryPeek(out var batch) && batch.Number > scope.Number) batches.Dequeue().WriteAllOrTell();
                    Try(() => scope.End(TransactionEnding.ProcessEnded(exception, isInside: scope.IsAround(current))), scope);
                }
                LiveHolds.WriteAll();
            },
            atMost);
    }

    /// <summary>
    /// Writes what is held, and tells that the transactions have not ended, when a signal is about to end the process. They go on: the
    /// application may go on too.
    /// </summary>
    /// <param name="signal">The name of the signal.</param>
    /// <param name="atMost">How long the sinks may take.</param>
    public static void Interrupt(string signal, TimeSpan atMost) => RunInTime(
        scopes =>
        {
            LiveHolds.WriteAll();
            foreach (var scope in scopes) Try(() => scope.TellInterrupted(signal), scope);
        },
        atMost);

    /// <summary>The inner ones first: an outer hold passes on what the inner ones had.</summary>
    static TransactionScope[] NewestFirst() => [.. Scopes.Snapshot().OrderByDescending(scope => scope.Number)];

    static void RunInTime(Action<TransactionScope[]> action, TimeSpan atMost)
    {
        var scopes = NewestFirst();
        if (scopes.Length == 0 && !LiveHolds.Any) return;
        if (!InTime.Run(() => action(scopes), atMost)) SelfLog.WriteLine("Transactions could not be ended within {0}", atMost);
    }

    static void Try(Action action, TransactionScope scope)
    {
        try
        {
            action();
        }
        catch (Exception ex)
        {
            SelfLog.WriteLine("The end of transaction {0} could not be logged: {1}", scope.Id, ex);
        }
    }
}
