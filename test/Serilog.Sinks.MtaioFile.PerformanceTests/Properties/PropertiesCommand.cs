using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Properties;

/// <summary>What an event costs as it has more properties.</summary>
sealed class PropertiesCommand(Arguments arguments)
{
    public const string Command = "properties";

    readonly int _events = arguments.Number("--events", 150_000, whenQuick: 50_000);

    public int Run()
    {
        string[] contenders = arguments.List(
            "--only", ContenderList.Null, "mtaio text", "mtaio json", "file-buffered text", "file-buffered json");
        int[] sizes = arguments.Has("--quick") ? [1, 8, 32] : [1, 2, 4, 8, 16, 32];
        var cases = from size in sizes from contender in contenders select new Case(contender, size, () => RunOne(contender, size));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["events"] = $"{_events}" };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 3, whenQuick: 1));
        Console.WriteLine(SizesTable.For(results, "properties", ""));
        return 0;
    }

    Dictionary<string, double> RunOne(string contender, int properties)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        var words = contender.Split(' ');
        var format = words.Length > 1 ? words[1] : "text";
        string[] shape = ["--shape", Shape.Properties, "--size", $"{properties}"];
        string[] options = ["--format", format, .. shape, "--events", $"{_events}", "--path", folder.LogPath];
        var result = Relaunch.Child<RunResult>([MeasuredRun.Command, words[0], .. options]);
        if (contender != ContenderList.Null) LineCount.Check(folder.FullPath, WarmUp.Events + _events);
        return result.ToValues();
    }
}
