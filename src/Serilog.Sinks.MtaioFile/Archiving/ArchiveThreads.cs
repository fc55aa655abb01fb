using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The threads that tend the archives of all logs. They are others than those that write, so that a compression delays no event.
/// </summary>
static class ArchiveThreads
{
    static ArchiveThreads() => Unloading.Run(Pool.End);

    public static WorkerPool Pool { get; } = new("MtaioFile archives", usualThreads: 2);
}
