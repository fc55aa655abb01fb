namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>What the current flow of control is inside of: it flows over await, tasks and threads as LogContext does.</summary>
static class TransactionContext
{
    static readonly AsyncLocal<Hold?> CurrentHold = new();
    static readonly AsyncLocal<TransactionScope?> CurrentScope = new();

    /// <summary>The hold that events of this flow are kept back by.</summary>
    public static Hold? Hold
    {
        get => CurrentHold.Value;
        set => CurrentHold.Value = value;
    }

    /// <summary>The innermost transaction of this flow.</summary>
    public static TransactionScope? Scope
    {
        get => CurrentScope.Value;
        set => CurrentScope.Value = value;
    }
}
