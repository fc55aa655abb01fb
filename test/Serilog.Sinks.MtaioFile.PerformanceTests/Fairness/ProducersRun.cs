using System.Diagnostics;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Fairness;

/// <summary>The child in which many threads log at once, with a queue that blocks.</summary>
static class ProducersRun
{
    public const string Command = "producers-run";

    public static Dictionary<string, double> Run(Arguments arguments)
    {
        var path = arguments.Text("--path")!;
        var setup = new Setup(path, Json: false, SampleEvent.FirstNumber, 0);
        var time = TimeSpan.FromMilliseconds(arguments.Number("--milliseconds", 0));
        using var contender = WarmUp.Run(setup, s => ContenderList.Create(arguments.Word(0), s));
        var start = Stopwatch.GetTimestamp();
        var counts = new FairProducers(contender, arguments.Number("--producers", 1)).Run(time);
        contender.Dispose();
        var elapsed = Stopwatch.GetElapsedTime(start);
        LineCount.Check(Path.GetDirectoryName(path)!, counts.Sum() + WarmUp.Events);
        return new(StringComparer.Ordinal)
        {
            [Metric.LinesPerSecond] = counts.Sum() / elapsed.TotalSeconds,
            [Metric.Fairness] = counts.Min() / (double)Math.Max(1, counts.Max()) * 100,
        };
    }
}
