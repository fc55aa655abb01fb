namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>What the queue does with an event.</summary>
enum OverflowAction
{
    Admit,
    Refuse,

    /// <summary>Wait until fewer events wait than <see cref="OverflowRule.AdmitsAnyBelow"/>; after a time-out, refuse.</summary>
    WaitForRoom,

    /// <summary>Drop the events that have waited longest, then admit.</summary>
    DropOldest,
}

/// <summary>The answer of an <see cref="OverflowRule"/>.</summary>
/// <param name="Action">What to do.</param>
/// <param name="DropCount">How many queued events to drop; zero for actions other than <see cref="OverflowAction.DropOldest"/>.</param>
readonly record struct OverflowDecision(OverflowAction Action, int DropCount)
{
    public static OverflowDecision Admit => new(OverflowAction.Admit, DropCount: 0);

    public static OverflowDecision Refuse => new(OverflowAction.Refuse, DropCount: 0);

    public static OverflowDecision WaitForRoom => new(OverflowAction.WaitForRoom, DropCount: 0);

    public static OverflowDecision DropOldest(int count) => new(OverflowAction.DropOldest, count);
}
