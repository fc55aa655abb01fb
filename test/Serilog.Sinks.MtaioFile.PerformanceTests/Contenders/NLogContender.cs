using NLog;
using NLog.Config;
using NLog.Layouts;
using NLog.Targets;
using NLog.Targets.Wrappers;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>
/// NLog with an asynchronous wrapper that blocks when its queue is full, since by default the wrapper discards events then.
/// </summary>
sealed class NLogContender : Contender
{
    public const string TextLayout = "${date:format=yyyy-MM-dd HH\\:mm\\:ss.fff zzz} [${level:format=TriLetter:uppercase=true}] ${message}";

    readonly LogFactory _factory = new();
    readonly NLog.Logger _log;

    public NLogContender(Setup setup, Tuning tuning)
        : this(Queued(FileFor(setup.Path, setup.Json ? JsonLayout() : TextLayout, tuning), tuning))
    {
    }

    NLogContender(Target target)
    {
        var configuration = new LoggingConfiguration(_factory);
        configuration.AddRuleForAllLevels(target);
        _factory.Configuration = configuration;
        _log = _factory.GetLogger("app");
    }

    /// <summary>One that starts a new file with each event, without the asynchronous wrapper.</summary>
    public static NLogContender Rolling(string path)
    {
        var file = FileFor(path, TextLayout, Tuning.Usual);
        file.ArchiveAboveSize = 1;
        return new NLogContender(file);
    }

    public override void Write(int number) =>
        _log.Info("Order {OrderId} for {Customer:l} took {Elapsed:0.0000} ms", number, SampleEvent.Customer, SampleEvent.Elapsed(number));

    public override void Log(string template, object[] values) => _log.Info(template, values);

    public override void Dispose()
    {
        _factory.Shutdown();
        _factory.Dispose();
    }

    /// <summary>At its best, the wrapper writes larger batches, and does not sleep between them.</summary>
    public static AsyncTargetWrapper Queued(Target target, Tuning tuning)
    {
        var queue = new AsyncTargetWrapper(target, Setup.QueueLimit, AsyncTargetWrapperOverflowAction.Block);
        if (tuning == Tuning.Best)
        {
            queue.TimeToSleepBetweenBatches = 0;
            queue.BatchSize = 1000;
            queue.FullBatchSizeWriteLimit = 100;
        }
        return queue;
    }

    static FileTarget FileFor(string path, Layout layout, Tuning tuning) => new("file")
    {
        FileName = path,
        KeepFileOpen = true,
        AutoFlush = tuning == Tuning.Default,
        LineEnding = LineEndingMode.LF,
        Layout = layout,
    };

    /// <summary>What CLEF holds: time, template and properties.</summary>
    static JsonLayout JsonLayout() => new()
    {
        IncludeEventProperties = true,
        Attributes =
        {
            new JsonAttribute("time", "${date:universalTime=true:format=o}"),
            new JsonAttribute("template", "${message:raw=true}"),
        },
    };
}
