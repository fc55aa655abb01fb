using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

const string Usage = """
    Serilog.Sinks.MtaioFile.PerformanceTests <command> [options]

    side-by-side   every contender in turn, each run in a process of its own, everything written and closed
                   [--format text|json] [--producers N] 1, [--events N] 400000, [--rounds N] 7

    all commands   [--only a,b,c] these contenders, [--quick] fewer events and rounds, [--folder PATH] where the files go
    """;

var arguments = new Arguments(args);
switch (arguments.Command)
{
    case "side-by-side":
        return new SideBySideCommand(arguments).Run();
    case MeasuredRun.Command:
        Relaunch.Answer(new MeasuredRun(arguments.Word(0), arguments).Run());
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
