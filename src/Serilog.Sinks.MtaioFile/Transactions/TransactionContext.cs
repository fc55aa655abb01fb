namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The transaction and the hold of the current flow. They follow await, tasks and threads, as LogContext does.</summary>
static class TransactionContext
{
    static readonly AsyncLocal<Hold?> CurrentHold = new();
    static readonly AsyncLocal<TransactionScope?> CurrentScope = new();
    static volatile bool s_wasEntered;

    /// <summary>Whether this process has ever begun a transaction or a batch. If not, the async-local values need not be read.</summary>
    public static bool WasEntered => s_wasEntered;

    /// <summary>The hold for the records of this flow; null = they are not held.</summary>
    public static Hold? Hold
    {
        get => CurrentHold.Value;
        set
        {
            s_wasEntered = true;
            CurrentHold.Value = value;
        }
    }

    /// <summary>The innermost transaction of this flow; null = there is none.</summary>
    public static TransactionScope? Scope
    {
        get => CurrentScope.Value;
        set
        {
            s_wasEntered = true;
            CurrentScope.Value = value;
        }
    }
}
