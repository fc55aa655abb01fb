using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Fresh;

/// <summary>The child that logs some events and ends; it prints nothing, and its parent measures the whole process.</summary>
static class ColdRun
{
    public const string Command = "cold-run";

    public static int Run(Arguments arguments)
    {
        var events = arguments.Number("--events", 1);
        var isJson = arguments.Text("--format") == "json";
        var setup = new Setup(arguments.Text("--path")!, isJson, SampleEvent.FirstNumber, events);
        using var contender = ContenderList.Create(arguments.Word(0), setup);
        contender.WriteRange(setup.First, setup.First + events);
        return 0;
    }
}
