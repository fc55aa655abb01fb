using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The slices that no queue uses at the moment, for all queues of the process: a queue without events has none. They go when no sink has
/// written for a while.
/// </summary>
static class SpareSlices
{
    /// <summary>Slices of this many events are kept; those of queues with smaller ones are not.</summary>
    public const int SliceSize = QueueSettings.LargestSlice;

    const int MostKept = 256;

    static readonly Stack<EventSlice> Spares = [];
    static bool s_isUsed;

    /// <summary>Takes an empty slice.</summary>
    public static EventSlice Take(int size)
    {
        if (size == SliceSize)
        {
            using (Uninterrupted.Enter(Spares))
            {
                s_isUsed = true;
                if (Spares.TryPop(out var spare)) return spare;
            }
        }
        return new EventSlice(size);
    }

    /// <summary>Takes an empty slice back that nothing refers to any more.</summary>
    public static void PutBack(EventSlice used)
    {
        if (used.Capacity != SliceSize) return;
        using (Uninterrupted.Enter(Spares))
        {
            if (Spares.Count < MostKept) Spares.Push(used);
        }
    }

    /// <summary>Releases the slices if none was taken since the last call.</summary>
    /// <returns>Whether any are kept.</returns>
    public static bool ReleaseUnused()
    {
        using (Uninterrupted.Enter(Spares))
        {
            if (!s_isUsed) Spares.Clear();
            s_isUsed = false;
            return Spares.Count > 0;
        }
    }
}
