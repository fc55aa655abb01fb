using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;

/// <summary>Waits for files to grow, by their lengths, which is the same for every contender.</summary>
static class FilesOnDisk
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <exception cref="TimeoutException">A file still lacks lines after five minutes.</exception>
    public static void WaitFor(string folder, int sinks, int lines)
    {
        var end = DateTime.UtcNow + Longest;
        for (var sink = 0; sink < sinks; sink++)
        {
            var file = new FileInfo(SinkFleet.PathOf(folder, sink));
            while (!file.Exists || file.Length < (long)lines * SampleEvent.LineBytes)
            {
                if (DateTime.UtcNow > end) throw new TimeoutException($"{file.FullName} lacks lines");
                Thread.Sleep(1);
                file.Refresh();
            }
        }
    }
}
