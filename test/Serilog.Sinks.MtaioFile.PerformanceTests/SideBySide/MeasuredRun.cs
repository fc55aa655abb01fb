using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>
/// The child: warms a contender up, first on a file of its own and then on the real one, and then measures it.
/// The first <see cref="WarmUp"/> numbers in the file are those of the warm-up.
/// </summary>
sealed class MeasuredRun(string name, Arguments arguments)
{
    public const string Command = "run";
    public const int WarmUp = 20_000;

    const int WarmUpRounds = 8;

    readonly int _events = arguments.Number("--events", 0);
    readonly int _producers = arguments.Number("--producers", 1);
    readonly string _path = arguments.Text("--path")!;
    readonly bool _json = arguments.Text("--format") == "json";

    public RunResult Run()
    {
        WarmUpElsewhere();
        const int first = SampleEvent.FirstNumber + WarmUp;
        using var contender = ContenderList.Create(name, SetupFor(_path, WarmUp + _events));
        contender.WriteRange(SampleEvent.FirstNumber, first);
        RunMeter.Settle();
        var meter = new RunMeter();
        using var producers = new Producers(contender, first, _events, _producers);
        meter.Start();
        producers.Run();
        contender.Dispose();
        return meter.Stop(_events);
    }

    /// <summary>Methods are compiled anew, and better, after pauses only, and several times; hence many short rounds.</summary>
    void WarmUpElsewhere()
    {
        using var folder = new ScratchFolder(Path.GetDirectoryName(_path));
        using var contender = ContenderList.Create(name, SetupFor(folder.LogPath, WarmUp * WarmUpRounds));
        for (var round = 0; round < WarmUpRounds; round++)
        {
            var first = SampleEvent.FirstNumber + (round * WarmUp);
            contender.WriteRange(first, first + WarmUp);
            RunMeter.Settle();
        }
    }

    Setup SetupFor(string path, int count) => new(path, _json, SampleEvent.FirstNumber, count);
}
