namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>
/// Lets a method throw to the caller at once if it throws before it returns a task. The compiler takes a lambda that only throws for one
/// that returns a task: its caller does not await, so the exception must not stay in a task.
/// </summary>
sealed class SynchronousThrow
{
    bool _threw;

    public Func<LogTransaction, T> Watch<T>(Func<LogTransaction, T> body)
        where T : Task => transaction =>
    {
        try
        {
            return body(transaction);
        }
        catch
        {
            _threw = true;
            throw;
        }
    };

    public T ThrowOrReturn<T>(T task)
        where T : Task
    {
        // The transaction has ended by now, and the task too.
        if (_threw) task.GetAwaiter().GetResult();
        return task;
    }
}
