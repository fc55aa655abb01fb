using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Memory;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The bytes of the events of a queue, by their estimated size. Those that wait have a limit. All queues of the process have a limit
/// together, for the events that are being written too. A queue that holds little is not affected by the others. One that makes no
/// progress, or holds much, gets only half of what all have: a disk that hangs must not take the room of the others.
/// </summary>
/// <param name="gate">The queue's lock, which guards everything here.</param>
/// <param name="limit">The most bytes of the queue; null = neither limit applies, and the queue does not count for the others.</param>
/// <param name="shareForAny">The share of the limit up to which events of any level are admitted.</param>
/// <param name="process">The bytes of all queues.</param>
/// <param name="isStuckLocked">Whether the worker makes no progress with what it has taken.</param>
sealed class HeldBytes(object gate, long? limit, double shareForAny, MemoryBudget process, Func<bool> isStuckLocked)
{
    /// <summary>What a queue may hold whatever the others hold: one that hangs on its disk must not stop the rest.</summary>
    const long Reserve = 64 * 1024;

    /// <summary>
    /// The second half of the limit of the process is for queues that hold less than this part of the limit: a queue whose disk hangs fills
    /// before anybody knows that it hangs.
    /// </summary>
    const int PartOfSecondHalf = 16;

    /// <summary>A queue tells the process of its bytes in portions, so that queues do not compete for one number with each event.</summary>
    const long Portion = 64 * 1024;

    readonly long _limit = limit is { } given ? Math.Min(given, process.Limit) : long.MaxValue;
    readonly long _forAny = limit is { } given ? (long)(Math.Min(given, process.Limit) * shareForAny) : long.MaxValue;
    // Those of the slice that is being filled are in the slice: an event writes to as few places as possible, which producers on other
    // cores have to fetch again.
    long _handedOver, _taken, _told;
    EventSlice? _filling;

    /// <summary>The bytes that wait.</summary>
    public long HeldLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return _handedOver + (_filling?.Bytes ?? 0);
    }

    /// <summary>The share that waits of what may wait, which all queues together may limit; 0 without a limit.</summary>
    public double ShareLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return limit is null ? 0 : (double)HeldLocked() / RoomLocked();
    }

    /// <summary>Whether an event of any level has room. An event that is larger than the limit has room in an empty queue.</summary>
    public bool HasRoomForAnyLocked(long added)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var held = HeldLocked();
        var wanted = held + added;
        return (wanted <= _forAny || held == 0) && (wanted <= Reserve || IsProcessRoomyLocked(added));
    }

    /// <summary>How full the queue would be, as a number of its places.</summary>
    /// <param name="added">The bytes to add.</param>
    /// <param name="places">The number of all places.</param>
    public int PlacesLocked(long added, int places)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var held = HeldLocked();
        var wanted = held + added;
        if (limit is null) return 0;
        if ((wanted > _limit && held > 0) || (wanted > Reserve && !IsProcessRoomyLocked(added))) return places;
        if (held == 0) return 0;
        // Room for these bytes is room for one more event.
        return Math.Min(places - 1, (int)(places * ((double)wanted / _limit)));
    }

    public void AddLocked(long size)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _handedOver += size;
        TellIfManyLocked();
    }

    /// <summary>From now on counts what a slice has that is being filled.</summary>
    public void BeginLocked(EventSlice filling)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _filling = filling;
    }

    /// <summary>Notes that the bytes of the slice that is being filled have changed.</summary>
    public void NoteChangeLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        TellIfManyLocked();
    }

    /// <summary>Notes that the slice is filled no longer.</summary>
    public void EndLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _handedOver = HeldLocked();
        _filling = null;
    }

    public void RemoveLocked(long size)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _handedOver -= size;
        TellIfManyLocked();
    }

    /// <summary>Notes that the worker has taken bytes: they wait no longer, but are held until it has written them.</summary>
    public void TakeLocked(long size)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _handedOver -= size;
        _taken += size;
    }

    /// <summary>Notes that bytes which the worker has taken are held no longer.</summary>
    public void ReleaseLocked(long size)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _taken -= size;
        TellIfManyLocked();
    }

    /// <summary>The most bytes that may wait while the other queues hold what they do.</summary>
    long RoomLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var held = HeldLocked();
        var ofAll = process.Held - _told + held + _taken;
        var large = held + (process.Limit / 2) - ofAll;
        var small = Math.Min((process.Limit / PartOfSecondHalf) - _taken, held + process.Limit - ofAll);
        var room = isStuckLocked() ? large : Math.Max(large, small);
        return Math.Min(_limit, Math.Max(Reserve, room));
    }

    /// <summary>Whether all queues together have room. A block or event over a quarter of the limit counts as a quarter.</summary>
    bool IsProcessRoomyLocked(long added)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (limit is null) return true;
        added = Math.Min(added, process.Limit / 4);
        var wanted = HeldLocked() + _taken + added;
        return process.HasRoomInHalfFor(wanted - _told)
            || (wanted <= process.Limit / PartOfSecondHalf && process.HasRoomFor(wanted - _told) && !isStuckLocked());
    }

    void TellIfManyLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var held = HeldLocked() + _taken;
        if (Math.Abs(held - _told) < Portion && (held != 0 || _told == 0)) return;
        if (limit is not null) process.Add(held - _told);
        _told = held;
    }
}
