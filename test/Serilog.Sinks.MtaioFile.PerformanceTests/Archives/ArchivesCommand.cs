using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Archives;

/// <summary>What a rotation costs as the folder holds more archives, all of which are kept.</summary>
sealed class ArchivesCommand(Arguments arguments)
{
    public const string Command = "archives";

    readonly int _rotations = arguments.Number("--rotations", 20, whenQuick: 5);

    public int Run()
    {
        int[] sizes = arguments.Has("--quick") ? [10, 100, 1000] : [10, 100, 1000, 10_000];
        var contenders = arguments.List("--only", RotatingLogs.All);
        var cases = from size in sizes from contender in contenders select new Case(contender, size, () => RunOne(contender, size));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["rotations"] = $"{_rotations}" };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 3, whenQuick: 1));
        Console.WriteLine(SizesTable.For(results, "archives", "µs", scale: 1000));
        return 0;
    }

    Dictionary<string, double> RunOne(string contender, int archives)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        return Relaunch.Child<Dictionary<string, double>>(
            ArchivesRun.Command, contender, "--archives", $"{archives}", "--rotations", $"{_rotations}", "--path", folder.LogPath);
    }
}
