using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SharedProcesses;

/// <summary>The child that warms up, waits for the others, and then logs its share of the events.</summary>
static class SharedRun
{
    public const string Command = "shared-run";

    public static int Run(Arguments arguments)
    {
        var events = arguments.Number("--events", 0);
        var first = arguments.Number("--first", SampleEvent.FirstNumber);
        var contender = arguments.Text("--contender")!;
        var path = arguments.Text("--path")!;
        using (var scratch = new ScratchFolder(Path.GetDirectoryName(path)))
        using (var elsewhere = SharedContenders.Create(contender, scratch.LogPath))
            elsewhere.WriteRange(first, first + events);
        Console.WriteLine("ready");
        Console.In.ReadLine();
        using (var log = SharedContenders.Create(contender, path)) log.WriteRange(first, first + events);
        Console.WriteLine("done");
        return 0;
    }
}
