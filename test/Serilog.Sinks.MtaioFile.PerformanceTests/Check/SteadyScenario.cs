using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Check;

/// <summary>One way of logging many events, warm, that the program of every commit can run.</summary>
sealed record SteadyScenario(string Name, string Contender, string Format, int Producers)
{
    public static readonly SteadyScenario[] All =
    [
        new("text, 1 producer", ContenderList.Mtaio, "text", 1),
        new("text, 4 producers", ContenderList.Mtaio, "text", 4),
        new("JSON, 1 producer", ContenderList.Mtaio, "json", 1),
        new("rotating, 1 producer", "mtaio-rotating", "text", 1),
    ];

    public RunResult Run(string program, int events, string path) => Relaunch.ChildOf<RunResult>(
        program,
        [
            MeasuredRun.Command, Contender, "--format", Format, "--producers", $"{Producers}", "--events", $"{events}", "--path", path,
        ]);
}
