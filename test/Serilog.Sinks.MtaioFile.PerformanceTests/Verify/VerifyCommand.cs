using System.Globalization;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Fresh;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Verify;

/// <summary>What it takes to verify a log with mtaiolog, and to search the same files with zgrep.</summary>
sealed class VerifyCommand(Arguments arguments)
{
    public const string Command = "verify";

    const string Zgrep = "zgrep";

    public static readonly Column[] Columns =
    [
        new("wall ms", Metric.Milliseconds, RatioToOurs: true),
        new("CPU ms", Metric.CpuMilliseconds, RatioToOurs: true),
        new("MB of log", Metric.Megabytes),
    ];

    /// <summary>Windows has no zgrep.</summary>
    static readonly string[] Contenders = OperatingSystem.IsWindows() ? [ContenderList.Mtaio] : [ContenderList.Mtaio, Zgrep];

    static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "Serilog.Sinks.MtaioFile.Tool.dll");

    public int Run()
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        string[] usual = arguments.Has("--quick") ? ["50000"] : ["1000000", "5000000"];
        VerifiedLog[] logs =
        [
            .. from events in arguments.List("--events", usual).Select(e => int.Parse(e, CultureInfo.InvariantCulture))
               from kind in new[] { "text", "json" }
               select new VerifiedLog(Path.Combine(folder.FullPath, $"{kind}-{events}"), kind, events),
        ];
        var cases =
            from log in logs
            from contender in arguments.List("--only", Contenders)
            select new Case($"{contender} {log.Kind}", log.Events, () => RunOne(contender, log));
        var results = Rounds.Run(
            arguments, new(StringComparer.Ordinal), [.. cases], arguments.Number("--rounds", 9, whenQuick: 1));
        Console.WriteLine(MetricsTable.For(results, "events", Columns));
        return 0;
    }

    static Dictionary<string, double> RunOne(string contender, VerifiedLog log)
    {
        // The run records are found in every file, so that zgrep ends well; that mtaiolog ends well means that the log is complete.
        var (cpu, wall) = contender == Zgrep
            ? ProcessCost.OfProgram(Zgrep, ["-c", "Log run", .. log.Files])
            : ProcessCost.OfProgram("dotnet", [Tool, "verify", log.Path]);
        return new(StringComparer.Ordinal)
        {
            [Metric.Milliseconds] = wall.TotalMilliseconds,
            [Metric.CpuMilliseconds] = cpu.TotalMilliseconds,
            [Metric.Megabytes] = log.Megabytes,
        };
    }
}
