using System.Diagnostics;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;

/// <summary>The child that logs one event to each sink and leaves without disposing of them.</summary>
static class LeavingRun
{
    public const string Command = "many-sinks-leave";

    /// <summary>Returns the time of leaving; the stopwatch is the same for all processes of a machine.</summary>
    public static long Run(Arguments arguments)
    {
        var (folder, sinks) = (arguments.Text("--path")!, arguments.Number("--sinks", 0));
        var fleet = SinkFleet.Create(arguments.Word(0), folder, sinks);
        for (var sink = 0; sink < sinks; sink++) fleet.Write(sink, SampleEvent.FirstNumber);
        FilesOnDisk.WaitFor(folder, sinks, 1);
        var left = Stopwatch.GetTimestamp();
        GC.KeepAlive(fleet);
        return left;
    }
}
