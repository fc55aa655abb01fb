using Serilog.Events;
using Serilog.Sinks.MtaioFile.Memory;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// The drops by overflow that the failure listener is told of in one call. A burst is short: dropped events take memory, and somebody may
/// be waiting for them. Its owner's lock guards it.
/// </summary>
sealed class DropBurst
{
    /// <summary>The time from the first drop after which the burst is reported.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(1);

    const int MostEvents = 1000;

    const long MostBytes = 1024 * 1024;

    List<LogEvent>? _events;
    int _count;
    long _bytes;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether the burst is reported without waiting for the worker or the time. Any thread may ask.</summary>
    public bool IsFull => Count >= MostEvents || Volatile.Read(ref _bytes) >= MostBytes;

    /// <summary>Adds a drop.</summary>
    /// <param name="dropped">The event.</param>
    /// <param name="keepsEvent">Whether the listener uses events, and not only their number.</param>
    /// <returns>Whether it is the first one.</returns>
    public bool Add(LogEvent dropped, bool keepsEvent)
    {
        if (keepsEvent)
        {
            (_events ??= []).Add(dropped);
            _bytes += EventSize.Of(dropped);
        }
        return ++_count == 1;
    }

    /// <summary>Takes what was added.</summary>
    /// <returns>The events, null = they are not kept, and the number of drops.</returns>
    public (IReadOnlyList<LogEvent>? Events, int Count) Take()
    {
        var taken = (_events, _count);
        _events = null;
        _count = 0;
        _bytes = 0;
        return taken;
    }
}
