using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;

/// <summary>A logger for each file.</summary>
sealed class SeparateFleet : SinkFleet
{
    readonly string _contender;
    readonly string _folder;
    readonly Contender[] _sinks;

    public SeparateFleet(string contender, string folder, int sinks)
    {
        _contender = contender;
        _folder = folder;
        _sinks = new Contender[sinks];
        for (var i = 0; i < sinks; i++) _sinks[i] = CreateOne(i);
    }

    public override void Write(int sink, int number) => _sinks[sink].Write(number);

    public override void UseOnce(int sink)
    {
        using var one = CreateOne(sink);
        one.Write(SampleEvent.FirstNumber);
    }

    public override void Dispose()
    {
        foreach (var sink in _sinks) sink.Dispose();
    }

    Contender CreateOne(int sink) =>
        ContenderList.Create(_contender, new Setup(PathOf(_folder, sink), Json: false, SampleEvent.FirstNumber, Count: 1));
}
