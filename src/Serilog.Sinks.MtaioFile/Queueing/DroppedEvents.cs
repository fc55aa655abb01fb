using Serilog.Events;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>Events that are dropped together, in order, and their numbers.</summary>
sealed record DroppedEvents(LogEvent[] Events, NumberRanges Numbers)
{
    public static DroppedEvents None { get; } = new([], new NumberRanges());

    /// <summary>The events of slices that are not settled.</summary>
    public static DroppedEvents RestOf(IReadOnlyCollection<EventSlice> slices)
    {
        var numbers = new NumberRanges();
        foreach (var slice in slices) numbers.Add(slice.FirstNumber, slice.Count);
        return new DroppedEvents([.. slices.SelectMany(s => s.Events)], numbers);
    }

    /// <summary>These events and then the others.</summary>
    public DroppedEvents With(DroppedEvents others)
    {
        Numbers.AddAll(others.Numbers);
        return new DroppedEvents([.. Events, .. others.Events], Numbers);
    }
}
