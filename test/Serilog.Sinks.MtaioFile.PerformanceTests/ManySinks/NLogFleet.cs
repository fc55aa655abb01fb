using NLog;
using NLog.Config;
using NLog.Targets;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;

/// <summary>
/// NLog with one queue and one target, whose file name has the name of the logger. At its best, it keeps all files open instead of five.
/// </summary>
sealed class NLogFleet : SinkFleet
{
    readonly LogFactory _factory = new();
    readonly NLog.Logger[] _sinks;

    public NLogFleet(string folder, int sinks, Tuning tuning)
    {
        var file = new FileTarget("file")
        {
            FileName = PathOf(folder, 0).Replace("sink0", "${logger}", StringComparison.Ordinal),
            KeepFileOpen = true,
            LineEnding = LineEndingMode.LF,
            Layout = NLogContender.TextLayout,
        };
        if (tuning == Tuning.Best) file.OpenFileCacheSize = sinks;
        var configuration = new LoggingConfiguration(_factory);
        configuration.AddRuleForAllLevels(NLogContender.Queued(file, tuning));
        _factory.Configuration = configuration;
        _sinks = new NLog.Logger[sinks];
        for (var i = 0; i < sinks; i++) _sinks[i] = _factory.GetLogger($"sink{i}");
    }

    public override void Write(int sink, int number) => Log(_sinks[sink], number);

    /// <summary>Its sinks are names: the target closes the file of an old name when it needs the place.</summary>
    public override void UseOnce(int sink) => Log(_factory.GetLogger($"sink{sink}"), SampleEvent.FirstNumber);

    public override void Dispose()
    {
        _factory.Shutdown();
        _factory.Dispose();
    }

    static void Log(NLog.Logger log, int number) =>
        log.Info("Order {OrderId} for {Customer:l} took {Elapsed:0.0000} ms", number, SampleEvent.Customer, SampleEvent.Elapsed(number));
}
