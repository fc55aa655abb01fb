using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>The child that runs one contender once.</summary>
static class MeasuredRun
{
    public const string Command = "run";

    public static RunResult Run(Arguments arguments)
    {
        var events = arguments.Number("--events", 0);
        var setup = new Setup(
            arguments.Text("--path")!,
            arguments.Text("--format") == "json",
            SampleEvent.FirstNumber,
            events,
            arguments.Shape());
        using var contender = WarmUp.Run(setup, s => ContenderList.Create(arguments.Word(0), s));
        using var producers = new Producers(contender, WarmUp.FirstMeasured, events, arguments.Number("--producers", 1));
        var meter = new RunMeter();
        meter.Start();
        producers.Run();
        contender.Dispose();
        return meter.Stop(events);
    }
}
