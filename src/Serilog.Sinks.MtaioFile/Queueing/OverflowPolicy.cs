namespace Serilog.Sinks.MtaioFile;

/// <summary>What happens to an event that finds the queue full.</summary>
public enum OverflowPolicy
{
    /// <summary>
    /// The caller waits for room, at most <see cref="MtaioBatchingOptions.BlockTimeout"/>. After one time-out further events
    /// are dropped without waiting until there is room again, so that a hung disk costs one wait and not one per event.
    /// </summary>
    Block,

    /// <summary>The new event is dropped.</summary>
    DropNewest,

    /// <summary>The event that has waited longest is dropped to make room for the new one.</summary>
    DropOldest,

    /// <summary>
    /// Events below <see cref="MtaioBatchingOptions.ShedBelow"/> are dropped once the queue is 80 % full, so that the rest of it is
    /// kept for what matters; other events are dropped only when it is full.
    /// </summary>
    Shed,
}
