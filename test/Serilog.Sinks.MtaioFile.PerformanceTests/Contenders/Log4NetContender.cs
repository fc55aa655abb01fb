using System.Text;
using log4net;
using log4net.Appender;
using log4net.Core;
using log4net.Layout;
using log4net.Repository.Hierarchy;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>
/// log4net, whose file is flushed after each event by default only. It has no queue: the caller writes. At its best, the caller writes 512
/// events at a time.
/// </summary>
sealed class Log4NetContender : Contender
{
    readonly Hierarchy _repository = (Hierarchy)LogManager.CreateRepository(Guid.NewGuid().ToString());
    readonly ILog _log;

    public Log4NetContender(Setup setup, Tuning tuning)
        : this(new FileAppender(), setup.Path, tuning)
    {
    }

    Log4NetContender(FileAppender appender, string path, Tuning tuning)
    {
        _repository.LevelMap.Add(new Level(Level.Info.Value, Level.Info.Name, "INF"));
        appender.File = path;
        appender.AppendToFile = false;
        appender.ImmediateFlush = tuning == Tuning.Default;
        appender.Encoding = new UTF8Encoding(false);
        appender.Layout = new PatternLayout("%date{yyyy-MM-dd HH:mm:ss.fff zzz} [%level] %message\n");
        appender.ActivateOptions();
        _repository.Root.AddAppender(tuning == Tuning.Best ? Buffered(appender) : appender);
        _repository.Root.Level = Level.Info;
        _repository.Configured = true;
        _log = LogManager.GetLogger(_repository.Name, "app");
    }

    /// <summary>One that starts a new file with each event and shifts the numbers of the others.</summary>
    public static Log4NetContender Rolling(string path) =>
        new(
            new RollingFileAppender
            {
                RollingStyle = RollingFileAppender.RollingMode.Size,
                MaxFileSize = 1,
                MaxSizeRollBackups = -1,
                StaticLogFileName = true,
            },
            path,
            Tuning.Usual);

    public override void Write(int number) =>
        _log.InfoFormat("Order {0} for {1} took {2:0.0000} ms", number, SampleEvent.Customer, SampleEvent.Elapsed(number));

    public override void Log(string template, object[] values) => _log.InfoFormat(template, values);

    public override void Dispose() => _repository.Shutdown();

    /// <summary>Fixes nothing of an event: the values are immutable, and the layout prints nothing that belongs to the thread.</summary>
    static BufferingForwardingAppender Buffered(IAppender appender)
    {
        var buffer = new BufferingForwardingAppender { BufferSize = 512, Fix = FixFlags.None };
        buffer.AddAppender(appender);
        buffer.ActivateOptions();
        return buffer;
    }
}
