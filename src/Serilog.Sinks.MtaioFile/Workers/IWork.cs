namespace Serilog.Sinks.MtaioFile.Workers;

/// <summary>Work that is done by turns, on any thread but on one at a time.</summary>
interface IWork
{
    /// <summary>
    /// Does what there is to do, or a part of it. Throws nothing. A turn that leaves work behind returns zero, so that other work gets its
    /// turn in between.
    /// </summary>
    /// <returns>The time until the next turn, unless something wakes the work earlier; infinite = until then.</returns>
    TimeSpan RunTurn();
}
