namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>What the current flow of control is inside of: it flows over await, tasks and threads as LogContext does.</summary>
static class TransactionContext
{
    static readonly AsyncLocal<Hold?> CurrentHold = new();
    static readonly AsyncLocal<TransactionScope?> CurrentScope = new();
    static volatile bool s_wasEntered;

    /// <summary>Whether there was ever a transaction or a batch in this process; until then there is nothing to look for in any flow.</summary>
    public static bool WasEntered => s_wasEntered;

    /// <summary>The hold that events of this flow are kept back by.</summary>
    public static Hold? Hold
    {
        get => CurrentHold.Value;
        set
        {
            s_wasEntered = true;
            CurrentHold.Value = value;
        }
    }

    /// <summary>The innermost transaction of this flow.</summary>
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
