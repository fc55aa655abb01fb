using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Latency;

/// <summary>How long a single call keeps its caller, under a load that leaves everybody time.</summary>
sealed class LatencyCommand(Arguments arguments)
{
    public const string Command = "latency";

    static readonly string[] Rotating = [ContenderList.Null, ContenderList.Mtaio, RotatingContender.Name];
    static readonly string[] All = [.. Rotating, .. ContenderList.Text.Except([.. Rotating, "raw", "mtaio-rotating"])];
    static readonly string[] AllJson = [.. All.Intersect([.. ContenderList.Json])];

    readonly string _format = arguments.Text("--format") ?? "text";
    readonly int _seconds = arguments.Number("--seconds", 5, whenQuick: 2);

    public int Run()
    {
        var contenders = arguments.List("--only", arguments.Has("--rotating") ? Rotating : _format == "json" ? AllJson : All);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = _format,
            ["events per second"] = $"{PacedRun.EventsPerSecond}",
            ["seconds"] = $"{_seconds}",
        };
        var cases = contenders.Select(c => new Case(c, 0, () => RunOne(c))).ToArray();
        var results = Rounds.Run(arguments, settings, cases, arguments.Number("--rounds", 5, whenQuick: 1));
        Console.WriteLine(LatencyTable.For(results));
        return 0;
    }

    Dictionary<string, double> RunOne(string contender)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        var result = Relaunch.Child<Dictionary<string, double>>(
            LatencyRun.Command, contender, "--format", _format, "--seconds", $"{_seconds}", "--path", folder.LogPath);
        if (contender is not (ContenderList.Null or RotatingContender.Name))
            OutputCheck.Check(folder.FullPath, _format == "json", WarmUp.Events + LatencyRun.EventsFor(_seconds));
        return result;
    }
}
