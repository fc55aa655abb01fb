using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>
/// Lets a contender run until its methods are compiled for good: first on a file elsewhere, then on the real one, which then begins with
/// the first <see cref="Events"/> numbers.
/// </summary>
static class WarmUp
{
    public const int Events = 20_000;

    /// <summary>Methods are compiled anew, and better, after pauses only, and several times; hence many short rounds.</summary>
    const int Rounds = 8;

    /// <summary>The number of the first event that is measured.</summary>
    public const int FirstMeasured = SampleEvent.FirstNumber + Events;

    /// <summary>Returns the contender, warm and with nothing left to do.</summary>
    public static Contender Run(Setup setup, Func<Setup, Contender> create)
    {
        using var folder = new ScratchFolder(Path.GetDirectoryName(setup.Path));
        using (var elsewhere = create(setup with { Path = folder.LogPath, Count = Events * Rounds }))
        {
            for (var round = 0; round < Rounds; round++) Write(elsewhere, SampleEvent.FirstNumber + (round * Events));
        }
        var contender = create(setup with { Count = setup.Count + Events });
        Write(contender, SampleEvent.FirstNumber);
        return contender;
    }

    static void Write(Contender contender, int first)
    {
        contender.WriteRange(first, first + Events);
        Settle();
    }

    /// <summary>Waits until the process has nothing more to do: queues are empty, hot methods are compiled.</summary>
    static void Settle()
    {
        var idle = TimeSpan.FromMilliseconds(2);
        for (var i = 0; i < 50; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(125);
            if (Environment.CpuUsage.TotalTime - before < idle) return;
        }
    }
}
