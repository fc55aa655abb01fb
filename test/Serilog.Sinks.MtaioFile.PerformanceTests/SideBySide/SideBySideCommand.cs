using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>What it takes each contender to write many events, from the first call until the file is closed.</summary>
sealed class SideBySideCommand(Arguments arguments)
{
    public const string Command = "side-by-side";

    readonly string _format = arguments.Text("--format") ?? "text";
    readonly int _producers = arguments.Number("--producers", 1);
    readonly int _events = arguments.Number("--events", 400_000, whenQuick: 100_000);

    bool IsJson => _format == "json";

    public int Run()
    {
        var contenders = arguments.List("--only", IsJson ? ContenderList.Json : ContenderList.Text);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = _format,
            ["producers"] = $"{_producers}",
            ["events"] = $"{_events}",
        };
        var cases = contenders.Select(c => new Case(c, 0, () => RunOne(c))).ToArray();
        var results = Rounds.Run(arguments, settings, cases, arguments.Number("--rounds", 7, whenQuick: 2));
        Console.WriteLine(SideBySideTable.For(results));
        return 0;
    }

    Dictionary<string, double> RunOne(string contender)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        string[] options =
            ["--format", _format, "--producers", $"{_producers}", "--events", $"{_events}", "--path", folder.LogPath];
        var result = Relaunch.Child<RunResult>([MeasuredRun.Command, contender, .. options]);
        if (contender != ContenderList.Null) OutputCheck.Check(folder.FullPath, IsJson, WarmUp.Events + _events);
        return result.ToValues();
    }
}
