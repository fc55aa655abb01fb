using System.Diagnostics;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Sequence;

/// <summary>The child that logs with one sink: first calls that the queue takes at once, then as many events as there are.</summary>
static class SequenceRun
{
    public const string Command = "sequence-run";

    /// <summary>So few calls fill no queue, and no producer encodes.</summary>
    const int Burst = 1000;

    const int Bursts = 300;

    public static Dictionary<string, double> Run(Arguments arguments)
    {
        var one = Array.Find(SequenceCase.All, c => c.Name == arguments.Word(0))!;
        var events = arguments.Number("--events", 0);
        var setup = new Setup(arguments.Text("--path")!, one.Json, SampleEvent.FirstNumber, events + (Burst * Bursts));
        var contender = WarmUp.Run(setup, s => new SerilogContender(_ => one.Configure(s)));
        var call = MedianCall(contender);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        contender.WriteRange(WarmUp.FirstMeasured, WarmUp.FirstMeasured + events);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        contender.Dispose();
        return new(StringComparer.Ordinal)
        {
            [Metric.Nanoseconds] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / events,
            [Metric.P50] = call,
            [Metric.AllocatedBytes] = allocated / (double)events,
        };
    }

    /// <summary>The median over bursts of the time of one call, with pauses in which the worker writes what waits.</summary>
    static double MedianCall(Contender contender)
    {
        var calls = new double[Bursts];
        for (var burst = 0; burst < Bursts; burst++)
        {
            Thread.Sleep(2);
            var start = Stopwatch.GetTimestamp();
            contender.WriteRange(SampleEvent.FirstNumber, SampleEvent.FirstNumber + Burst);
            calls[burst] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Burst;
        }
        Array.Sort(calls);
        return calls[Bursts / 2];
    }
}
