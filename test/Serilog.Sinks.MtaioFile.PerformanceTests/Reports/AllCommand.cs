using Serilog.Sinks.MtaioFile.PerformanceTests.Archives;
using Serilog.Sinks.MtaioFile.PerformanceTests.Fairness;
using Serilog.Sinks.MtaioFile.PerformanceTests.Fresh;
using Serilog.Sinks.MtaioFile.PerformanceTests.LargeEvents;
using Serilog.Sinks.MtaioFile.PerformanceTests.Latency;
using Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;
using Serilog.Sinks.MtaioFile.PerformanceTests.Micro;
using Serilog.Sinks.MtaioFile.PerformanceTests.Properties;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Sequence;
using Serilog.Sinks.MtaioFile.PerformanceTests.SharedProcesses;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;
using Serilog.Sinks.MtaioFile.PerformanceTests.Transactions;
using Serilog.Sinks.MtaioFile.PerformanceTests.Verify;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Reports;

/// <summary>Measures everything and makes the report.</summary>
sealed class AllCommand(Arguments arguments)
{
    public const string Command = "all";

    readonly string _results = ResultFiles.FolderFor(arguments);

    public int Run()
    {
        Directory.CreateDirectory(_results);
        foreach (var producers in new[] { 1, 2, 4 })
        {
            string[] rounds = producers == 1 || arguments.Has("--quick") ? [] : ["--rounds", "5"];
            foreach (var format in new[] { "text", "json" })
                Measure(
                    SideBySideCommand.Command,
                    $"{format}-{producers}.json",
                    a => new SideBySideCommand(a).Run(),
                    ["--format", format, "--producers", $"{producers}", .. rounds]);
        }
        Measure(LatencyCommand.Command, "latency.json", a => new LatencyCommand(a).Run());
        Measure(PropertiesCommand.Command, "properties.json", a => new PropertiesCommand(a).Run());
        Measure(ArchivesCommand.Command, "archives.json", a => new ArchivesCommand(a).Run());
        MeasureTables();
        Measure(MicroCommand.Command, ReportCommand.MicroFile, a => new MicroCommand(a).Run());
        return new ReportCommand(arguments).Run();
    }

    void MeasureTables()
    {
        Measure(ManySinksCommand.Command, "many-sinks.json", a => new ManySinksCommand(a).Run());
        foreach (var warmUp in new[] { "0", "20000" })
        {
            Measure(
                FirstMillionCommand.Command, $"first-million-{warmUp}.json", a => new FirstMillionCommand(a).Run(), "--warm-up", warmUp);
        }
        Measure(ColdCommand.Command, "cold.json", a => new ColdCommand(a).Run());
        Measure(LargeEventsCommand.Command, "large-events.json", a => new LargeEventsCommand(a).Run());
        Measure(SharedProcessesCommand.Command, "shared-processes.json", a => new SharedProcessesCommand(a).Run());
        Measure(TransactionsCommand.Command, "transactions.json", a => new TransactionsCommand(a).Run());
        Measure(ProducersCommand.Command, "producers.json", a => new ProducersCommand(a).Run());
        Measure(SequenceCommand.Command, "sequence.json", a => new SequenceCommand(a).Run());
        Measure(VerifyCommand.Command, "verify.json", a => new VerifyCommand(a).Run());
    }

    void Measure(string command, string file, Func<Arguments, int> run, params string[] options)
    {
        var path = Path.Combine(_results, file);
        if (arguments.Has("--missing") && System.IO.File.Exists(path)) return;
        string[] quick = arguments.Has("--quick") ? ["--quick"] : [];
        string[] folder = arguments.Text("--folder") is { } parent ? ["--folder", parent] : [];
        var exitCode = run(new Arguments([command, .. options, .. quick, .. folder, "--out", path]));
        if (exitCode != 0) throw new InvalidOperationException($"{command} ended with {exitCode}");
    }
}
