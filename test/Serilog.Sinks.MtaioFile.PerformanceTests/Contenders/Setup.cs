namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>What a contender is to do.</summary>
/// <param name="Path">Where to write.</param>
/// <param name="Json">JSON or text.</param>
/// <param name="First">The number of the first event that will come.</param>
/// <param name="Count">How many will come.</param>
/// <param name="Properties">How many properties each has; 0 = the sample event.</param>
sealed record Setup(string Path, bool Json, int First, int Count, int Properties = 0)
{
    /// <summary>The queue of every peer that has one; it is our default as well.</summary>
    public const int QueueLimit = 10_000;
}
