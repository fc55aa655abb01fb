using NLog;
using NLog.Config;
using NLog.Layouts;
using NLog.Targets;
using NLog.Targets.Wrappers;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>NLog with an asynchronous wrapper that blocks when its queue is full, around a file that is kept open.</summary>
sealed class NLogContender : Contender
{
    const string Date = "${date:format=yyyy-MM-dd HH\\:mm\\:ss.fff zzz}";

    readonly LogFactory _factory = new();
    readonly NLog.Logger _log;

    public NLogContender(Setup setup, Action<FileTarget>? configure = null)
    {
        var file = new FileTarget("file")
        {
            FileName = setup.Path,
            KeepFileOpen = true,
            AutoFlush = false,
            LineEnding = LineEndingMode.LF,
            Layout = setup.Json ? JsonLayout() : Date + " [${level:format=TriLetter:uppercase=true}] ${message}",
        };
        configure?.Invoke(file);
        var configuration = new LoggingConfiguration(_factory);
        configuration.AddRuleForAllLevels(new AsyncTargetWrapper(file, Setup.QueueLimit, AsyncTargetWrapperOverflowAction.Block));
        _factory.Configuration = configuration;
        _log = _factory.GetLogger("app");
    }

    public override void Write(int number) =>
        _log.Info("Order {OrderId} for {Customer:l} took {Elapsed:0.0000} ms", number, SampleEvent.Customer, SampleEvent.Elapsed(number));

    public override void Dispose()
    {
        _factory.Shutdown();
        _factory.Dispose();
    }

    /// <summary>What CLEF holds: time, template and properties.</summary>
    static JsonLayout JsonLayout() => new()
    {
        IncludeEventProperties = true,
        Attributes = { new JsonAttribute("time", "${date:universalTime=true:format=o}"), new JsonAttribute("template", "${message:raw=true}") },
    };
}
