using Serilog.Sinks.MtaioFile.PerformanceTests.Archives;
using Serilog.Sinks.MtaioFile.PerformanceTests.Check;
using Serilog.Sinks.MtaioFile.PerformanceTests.Fairness;
using Serilog.Sinks.MtaioFile.PerformanceTests.Fresh;
using Serilog.Sinks.MtaioFile.PerformanceTests.LargeEvents;
using Serilog.Sinks.MtaioFile.PerformanceTests.Latency;
using Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;
using Serilog.Sinks.MtaioFile.PerformanceTests.Micro;
using Serilog.Sinks.MtaioFile.PerformanceTests.Properties;
using Serilog.Sinks.MtaioFile.PerformanceTests.Reports;
using Serilog.Sinks.MtaioFile.PerformanceTests.Sequence;
using Serilog.Sinks.MtaioFile.PerformanceTests.SharedProcesses;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;
using Serilog.Sinks.MtaioFile.PerformanceTests.Transactions;
using Serilog.Sinks.MtaioFile.PerformanceTests.Verify;

const string Usage = """
    Serilog.Sinks.MtaioFile.PerformanceTests <command> [options]

    side-by-side   many events, from the first call until everything is written and closed
                   [--format text|json] [--producers N] 1, [--events N] 400000
    latency        single calls at 50000 events a second
                   [--format text|json] [--seconds N] 5, [--rotating] ours only, and rotated every 100 ms
    archives       a rotation as the number of archives grows [--rotations N] 20
    properties     an event as the number of its properties grows [--events N] 150000
    many-sinks     many sinks in one process: to create, use, keep and dispose of
                   [--sinks A,B] 1000,5000, [--short-lived N] 1000
    first-million  the first events of a process, while the runtime still compiles
                   [--events A,B] 100000,1000000, [--warm-up N] 0, [--format text|json]
    cold           a process that logs a few events and ends
                   [--events A,B] 1,10000, [--format text,json], [--no-tiering] without tiered compilation
    large-events   long events, events with many properties, and templates that never come back
                   [--kinds bytes,properties,context,unique], [--events N] 50000, [--megabytes N] 200 at most
    shared-processes  several processes on one file, and with a file each [--processes A,B] 1,2,4,8, [--events N] 400000
    transactions   events inside and outside of open and nested transactions [--open N] 100000, [--events N] 100000
    producers      many producers on a queue that blocks: lines a second, and the share of the slowest
                   [--producers A,B] 1,2,4,8,16,100,1000, [--milliseconds N] 3000
    sequence       numbers in the records, and hashes in those of an audit log [--events N] 400000
    verify         mtaiolog verify, and zgrep on the same files [--events A,B] 1000000,5000000
    check          check BASE [HEAD]: compares two commits in turn; the exit code is 1 if the second is slower
                   [--limit PERCENT] 5, [--events N] 1000000
    micro          the parts of the library by themselves, with BenchmarkDotNet [--only EncoderBenchmarks,…], [--out FILE] its tables
    report         the page and the charts from the result files [--results FOLDER]
    all            all of these, with the report, in more than an hour
                   [--quick], [--results FOLDER], [--missing] only what has no result file

    Each run of a contender is a process of its own. The measuring commands take
    [--only a,b,c] these contenders, [--rounds N], [--quick] less of everything, [--out FILE] the results as JSON,
    [--folder PATH] where logs go
    """;

var arguments = new Arguments(args);
return arguments.Command switch
{
    SideBySideCommand.Command => new SideBySideCommand(arguments).Run(),
    LatencyCommand.Command => new LatencyCommand(arguments).Run(),
    ArchivesCommand.Command => new ArchivesCommand(arguments).Run(),
    PropertiesCommand.Command => new PropertiesCommand(arguments).Run(),
    ManySinksCommand.Command => new ManySinksCommand(arguments).Run(),
    FirstMillionCommand.Command => new FirstMillionCommand(arguments).Run(),
    ColdCommand.Command => new ColdCommand(arguments).Run(),
    LargeEventsCommand.Command => new LargeEventsCommand(arguments).Run(),
    SharedProcessesCommand.Command => new SharedProcessesCommand(arguments).Run(),
    TransactionsCommand.Command => new TransactionsCommand(arguments).Run(),
    ProducersCommand.Command => new ProducersCommand(arguments).Run(),
    SequenceCommand.Command => new SequenceCommand(arguments).Run(),
    VerifyCommand.Command => new VerifyCommand(arguments).Run(),
    CheckCommand.Command => new CheckCommand(arguments).Run(),
    MicroCommand.Command => new MicroCommand(arguments).Run(),
    ReportCommand.Command => new ReportCommand(arguments).Run(),
    AllCommand.Command => new AllCommand(arguments).Run(),
    MeasuredRun.Command => Relaunch.Answer(MeasuredRun.Run(arguments)),
    LatencyRun.Command => Relaunch.Answer(LatencyRun.Run(arguments)),
    ArchivesRun.Command => Relaunch.Answer(ArchivesRun.Run(arguments)),
    ManySinksRun.Command => Relaunch.Answer(ManySinksRun.Run(arguments)),
    FreshRun.Command => Relaunch.Answer(FreshRun.Run(arguments)),
    ColdRun.Command => ColdRun.Run(arguments),
    SharedRun.Command => SharedRun.Run(arguments),
    TransactionsRun.Command => Relaunch.Answer(TransactionsRun.Run(arguments)),
    ProducersRun.Command => Relaunch.Answer(ProducersRun.Run(arguments)),
    SequenceRun.Command => Relaunch.Answer(SequenceRun.Run(arguments)),
    LeavingRun.Command => Relaunch.Answer(LeavingRun.Run(arguments)),
    _ => Help(),
};

static int Help()
{
    Console.Error.WriteLine(Usage);
    return 2;
}
