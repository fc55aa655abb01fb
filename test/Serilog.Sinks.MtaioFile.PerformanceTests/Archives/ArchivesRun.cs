using System.Diagnostics;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Archives;

/// <summary>The child that fills a folder with archives and times the events that each add another.</summary>
static class ArchivesRun
{
    public const string Command = "archives-run";

    const int WarmUp = 5;

    public static Dictionary<string, double> Run(Arguments arguments)
    {
        var name = arguments.Word(0);
        var path = arguments.Text("--path")!;
        var archives = arguments.Number("--archives", 0);
        var rotations = arguments.Number("--rotations", 0);
        for (var i = 1; i <= archives; i++) System.IO.File.WriteAllText(RotatingLogs.ArchiveName(name, path, i), "one line\n");
        using (var contender = RotatingLogs.Create(name, path))
        {
            var times = Enumerable.Range(0, WarmUp + rotations)
                .Select(i => TimeOf(() => contender.Write(SampleEvent.FirstNumber + i)))
                .ToArray();
            contender.Dispose();
            Check(path, archives + times.Length);
            return new(StringComparer.Ordinal) { [Metric.Nanoseconds] = Spread.Of(times.Skip(WarmUp)).Median };
        }
    }

    static double TimeOf(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    /// <summary>
    /// Each event is in a file of its own, and no archive is gone. A contender may start with a new file, or with the last.
    /// </summary>
    static void Check(string path, int expected)
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(path)!).Length;
        if (files != expected && files != expected + 1) throw new InvalidDataException($"{files} files instead of {expected}");
    }
}
