namespace Serilog.Sinks.MtaioFile;

/// <summary>What happens to an event when the queue is full.</summary>
public enum OverflowPolicy
{
    /// <summary>
    /// The caller waits for room, for as long as the disk makes progress. Only when nothing was written for
    /// <see cref="MtaioBatchingOptions.BlockTimeout"/> is the event dropped. After one timed-out wait, events are dropped without waiting
    /// until there is room again, so that a hung disk costs one wait and not one per event.
    /// </summary>
    Block,

    /// <summary>The new event is dropped.</summary>
    DropNewest,

    /// <summary>The oldest event in the queue is dropped to make room for the new one.</summary>
    DropOldest,

    /// <summary>
    /// Events below <see cref="MtaioBatchingOptions.ShedBelow"/> are dropped when the queue is 80 % full, so that the rest of the queue
    /// is kept for events at or above that level. Those are dropped only when the queue is full.
    /// </summary>
    Shed,
}
