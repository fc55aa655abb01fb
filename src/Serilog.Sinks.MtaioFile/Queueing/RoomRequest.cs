using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// A call that waits for room in a full queue, with the events that it brings. The thread that makes room admits the events, so that the
/// call has nothing left to do afterwards.
/// </summary>
sealed class RoomRequest
{
    readonly object _signal = new();
    AddResult? _result;

    public RoomRequest(IReadOnlyList<LogEvent> events, long size, bool isBlock)
    {
        Events = events;
        Size = size;
        IsBlock = isBlock;
        Node = new LinkedListNode<RoomRequest>(this);
    }

    public IReadOnlyList<LogEvent> Events { get; }

    /// <summary>The estimated size of the events in bytes.</summary>
    public long Size { get; }

    public bool IsBlock { get; }

    /// <summary>The place of the request in the line.</summary>
    public LinkedListNode<RoomRequest> Node { get; }

    /// <summary>When the wait began.</summary>
    public long Start { get; } = Stopwatch.GetTimestamp();

    /// <summary>The slice that the event has filled and that the call must encode ahead; null = none.</summary>
    public EventSlice? ToEncode { get; set; }

    /// <summary>What has become of the events; null while they wait.</summary>
    public AddResult? Result
    {
        get
        {
            using (Uninterrupted.Enter(_signal)) return _result;
        }
    }

    /// <summary>Ends the wait.</summary>
    public void Complete(AddResult result)
    {
        using (Uninterrupted.Enter(_signal))
        {
            _result = result;
            Monitor.Pulse(_signal);
        }
    }

    /// <summary>Waits for the result, and not longer than a time.</summary>
    public void Wait(TimeSpan atMost)
    {
        using (Uninterrupted.Enter(_signal))
        {
            Uninterrupted.Wait(_signal, () => _result is not null, atMost);
        }
    }
}
