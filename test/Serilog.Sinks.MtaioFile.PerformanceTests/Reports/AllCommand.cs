using Serilog.Sinks.MtaioFile.PerformanceTests.Archives;
using Serilog.Sinks.MtaioFile.PerformanceTests.Latency;
using Serilog.Sinks.MtaioFile.PerformanceTests.Micro;
using Serilog.Sinks.MtaioFile.PerformanceTests.Properties;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

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
            foreach (var format in new[] { "text", "json" }) SideBySide(format, producers);
        }
        new LatencyCommand(With(LatencyCommand.Command, "latency.json")).Run();
        new PropertiesCommand(With(PropertiesCommand.Command, "properties.json")).Run();
        new ArchivesCommand(With(ArchivesCommand.Command, "archives.json")).Run();
        var exitCode = new MicroCommand(With(MicroCommand.Command, ReportCommand.MicroFile)).Run();
        new ReportCommand(arguments).Run();
        return exitCode;
    }

    void SideBySide(string format, int producers)
    {
        string[] rounds = producers == 1 || arguments.Has("--quick") ? [] : ["--rounds", "5"];
        new SideBySideCommand(With(SideBySideCommand.Command, $"{format}-{producers}.json", ["--format", format, "--producers", $"{producers}", .. rounds])).Run();
    }

    Arguments With(string command, string file, params string[] options)
    {
        string[] quick = arguments.Has("--quick") ? ["--quick"] : [];
        string[] folder = arguments.Text("--folder") is { } path ? ["--folder", path] : [];
        return new Arguments([command, .. options, .. quick, .. folder, "--out", Path.Combine(_results, file)]);
    }
}
