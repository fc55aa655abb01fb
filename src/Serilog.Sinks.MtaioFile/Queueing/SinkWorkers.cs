using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The threads that write for all sinks of the process.</summary>
static class SinkWorkers
{
    /// <summary>One busy file needs one thread, and a disk is no faster with many.</summary>
    const int MostUsualThreads = 4;

    /// <summary>Releases buffers that were not used since the last call; throws nothing, and returns whether any are kept.</summary>
    public static Func<bool> ReleaseBuffers { get; set; } = static () => false;

    public static WorkerPool Pool { get; } = new("MtaioFile", Math.Clamp(Environment.ProcessorCount / 2, 1, MostUsualThreads))
    {
        Tidy = Tidy,
    };

    /// <summary>Runs some seconds after the first event: a program that has ended by then need not make the meter.</summary>
    static bool Tidy()
    {
        SinkMetrics.Instance.MakeMeterSoon();
        return SpareSlices.ReleaseUnused() | ReleaseBuffers();
    }
}
