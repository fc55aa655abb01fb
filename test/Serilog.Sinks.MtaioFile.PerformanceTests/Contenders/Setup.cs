namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>What a contender is to do: where to write, whether JSON or text, and which events will come.</summary>
sealed record Setup(string Path, bool Json, int First, int Count)
{
    /// <summary>The queue of every peer that has one; it is our default as well.</summary>
    public const int QueueLimit = 10_000;
}
