using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Micro;

/// <summary>The parts of the library by themselves, with BenchmarkDotNet; its tables go to one Markdown file.</summary>
sealed class MicroCommand(Arguments arguments)
{
    public const string Command = "micro";

    static readonly Type[] Benchmarks =
    [
        typeof(EncoderBenchmarks), typeof(EmitBenchmarks), typeof(WaitingBenchmarks), typeof(BatchWriteBenchmarks),
        typeof(RotationDecisionBenchmarks),
    ];

    public int Run()
    {
        using var artifacts = new ScratchFolder(arguments.Text("--folder"));
        var length = arguments.Has("--quick") ? Job.ShortRun : Job.MediumRun.WithLaunchCount(1);
        var job = length.WithToolchain(InProcessEmitToolchain.Instance);
        var config = DefaultConfig.Instance
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .HideColumns("Error", "StdDev", "Gen0", "Gen1", "Gen2", "Alloc Ratio", "RatioSD", "Job", "InvocationCount", "UnrollFactor")
            .WithArtifactsPath(artifacts.FullPath);
        var only = arguments.List("--only");
        var summaries = Benchmarks.Where(b => only.Length == 0 || only.Contains(b.Name))
            .Select(b => BenchmarkRunner.Run(b, config))
            .ToArray();
        if (arguments.Text("--out") is { } path) System.IO.File.WriteAllText(path, string.Join('\n', summaries.Select(TableOf)));
        return summaries.All(s => s.Reports.Length > 0 && s.Reports.All(r => r.Success)) ? 0 : 1;
    }

    /// <summary>The table alone; the machine stands in the report already.</summary>
    static string TableOf(Summary summary)
    {
        var files = MarkdownExporter.GitHub.ExportToFiles(summary, BenchmarkDotNet.Loggers.NullLogger.Instance);
        var rows = System.IO.File.ReadAllLines(files.Single()).Where(l => l.StartsWith('|'));
        return $"### {summary.BenchmarksCases[0].Descriptor.Type.Name}\n\n" + string.Concat(rows.Select(l => l + "\n"));
    }
}
