using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The line of calls that wait for room in a full queue. Room goes to the first of the line. A call waits for as long as the worker makes
/// progress. After one timed-out wait no call begins to wait until there is room, so that a hung disk costs one wait and not one per event.
/// </summary>
/// <param name="gate">The queue's lock, which guards everything here.</param>
/// <param name="timeout">How long a call waits while the worker makes no progress.</param>
/// <param name="taken">Knows when the worker last made progress.</param>
sealed class RoomWait(object gate, TimeSpan timeout, TakenBatch taken)
{
    /// <summary>How many times as long a call waits at most for a worker that has no thread.</summary>
    const int MostExcuses = 10;

    readonly LinkedList<RoomRequest> _line = new();
    bool _isSuspended;

    /// <summary>Whether a call may join the line.</summary>
    public bool IsOpenLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return !_isSuspended && timeout > TimeSpan.Zero;
    }

    /// <summary>Puts a call at the end of the line.</summary>
    public RoomRequest JoinLocked(IReadOnlyList<LogEvent> events, long size, bool isBlock)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var request = new RoomRequest(events, size, isBlock);
        _line.AddLast(request.Node);
        return request;
    }

    public bool HasCallsLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return _line.Count > 0;
    }

    /// <summary>The bytes that the first call of the line brings; zero = none.</summary>
    public long NextSizeLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return _line.First?.Value.Size ?? 0;
    }

    /// <summary>Takes the first call out of the line; null = none.</summary>
    public RoomRequest? NextLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_line.First?.Value is not { } first) return null;
        _line.RemoveFirst();
        return first;
    }

    /// <summary>Notes that there is room: calls may wait again.</summary>
    public void ResumeLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _isSuspended = false;
    }

    /// <summary>How long a call may go on waiting; zero when its time is over.</summary>
    public TimeSpan Remaining(RoomRequest request) =>
        Waits.Remaining(timeout, Stopwatch.GetElapsedTime(Math.Max(request.Start, taken.LastProgress)));

    /// <summary>Takes a call out of the line if its time is over.</summary>
    public bool TryLeave(RoomRequest request)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (request.Node.List is null || Remaining(request) > TimeSpan.Zero) return false;
        // Many other sinks may be busy. Should no thread come at all, the wait ends too.
        if (Stopwatch.GetElapsedTime(request.Start) < timeout * MostExcuses && taken.TryExcuseLocked()) return false;
        _line.Remove(request.Node);
        _isSuspended = true;
        return true;
    }
}
