using Serilog.Sinks.MtaioFile.PerformanceTests.Archives;
using Serilog.Sinks.MtaioFile.PerformanceTests.Latency;
using Serilog.Sinks.MtaioFile.PerformanceTests.Micro;
using Serilog.Sinks.MtaioFile.PerformanceTests.Properties;
using Serilog.Sinks.MtaioFile.PerformanceTests.Reports;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

const string Usage = """
    Serilog.Sinks.MtaioFile.PerformanceTests <command> [options]

    side-by-side   many events, from the first call until everything is written and closed
                   [--format text|json] [--producers N] 1, [--events N] 400000
    latency        single calls at 50000 events a second
                   [--format text|json] [--seconds N] 5, [--rotating] ours only, and rotated every 100 ms
    archives       a rotation as the number of archives grows [--rotations N] 20
    properties     an event as the number of its properties grows [--events N] 150000
    micro          the parts of the library by themselves, with BenchmarkDotNet [--only EncoderBenchmarks,…], [--out FILE] its tables
    report         the page and the charts from the result files [--results FOLDER]
    all            all of these, with the report, in some 25 minutes [--quick] [--results FOLDER], [--missing] only what has no result file

    Each run of a contender is a process of its own. The measuring commands take
    [--only a,b,c] these contenders, [--rounds N], [--quick] less of everything, [--out FILE] the results as JSON,
    [--folder PATH] where logs go
    """;

var arguments = new Arguments(args);
switch (arguments.Command)
{
    case SideBySideCommand.Command:
        return new SideBySideCommand(arguments).Run();
    case LatencyCommand.Command:
        return new LatencyCommand(arguments).Run();
    case ArchivesCommand.Command:
        return new ArchivesCommand(arguments).Run();
    case PropertiesCommand.Command:
        return new PropertiesCommand(arguments).Run();
    case MicroCommand.Command:
        return new MicroCommand(arguments).Run();
    case ReportCommand.Command:
        return new ReportCommand(arguments).Run();
    case AllCommand.Command:
        return new AllCommand(arguments).Run();
    case MeasuredRun.Command:
        Relaunch.Answer(MeasuredRun.Run(arguments));
        return 0;
    case LatencyRun.Command:
        Relaunch.Answer(LatencyRun.Run(arguments));
        return 0;
    case ArchivesRun.Command:
        Relaunch.Answer(ArchivesRun.Run(arguments));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
