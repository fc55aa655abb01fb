using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Fresh;

/// <summary>The child that measures the first events of its process, or the first after a short warm-up on another file.</summary>
static class FreshRun
{
    public const string Command = "fresh-run";

    public static RunResult Run(Arguments arguments)
    {
        var (name, events) = (arguments.Word(0), arguments.Number("--events", 0));
        var warmUp = arguments.Number("--warm-up", 0);
        var setup = new Setup(
            arguments.Text("--path")!, arguments.Text("--format") == "json", SampleEvent.FirstNumber, events, arguments.Shape());
        if (warmUp > 0) WarmUpElsewhere(name, setup with { Count = warmUp });
        var meter = new RunMeter();
        meter.Start();
        using (var contender = ContenderList.Create(name, setup)) contender.WriteRange(setup.First, setup.First + events);
        return meter.Stop(events);
    }

    static void WarmUpElsewhere(string name, Setup setup)
    {
        using var folder = new ScratchFolder(Path.GetDirectoryName(setup.Path));
        using var contender = ContenderList.Create(name, setup with { Path = folder.LogPath });
        contender.WriteRange(setup.First, setup.First + setup.Count);
    }
}
