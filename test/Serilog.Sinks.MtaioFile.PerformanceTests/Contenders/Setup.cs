namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>What a contender is to do.</summary>
/// <param name="Path">Where to write.</param>
/// <param name="Json">JSON or text.</param>
/// <param name="First">The number of the first event that will come.</param>
/// <param name="Count">How many will come.</param>
/// <param name="Shape">The form of the events; null = the sample event.</param>
sealed record Setup(string Path, bool Json, int First, int Count, Shape? Shape = null)
{
    /// <summary>The queue of every peer that has one; it is our default as well.</summary>
    public const int QueueLimit = 10_000;
}
