using System.Text;
using log4net;
using log4net.Appender;
using log4net.Core;
using log4net.Layout;
using log4net.Repository.Hierarchy;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>log4net with a file that is not flushed after each event. It has no queue: the caller writes.</summary>
sealed class Log4NetContender : Contender
{
    readonly Hierarchy _repository = (Hierarchy)LogManager.CreateRepository(Guid.NewGuid().ToString());
    readonly ILog _log;

    public Log4NetContender(Setup setup)
        : this(new FileAppender(), setup.Path)
    {
    }

    Log4NetContender(FileAppender appender, string path)
    {
        _repository.LevelMap.Add(new Level(Level.Info.Value, Level.Info.Name, "INF"));
        appender.File = path;
        appender.AppendToFile = false;
        appender.ImmediateFlush = false;
        appender.Encoding = new UTF8Encoding(false);
        appender.Layout = new PatternLayout("%date{yyyy-MM-dd HH:mm:ss.fff zzz} [%level] %message\n");
        appender.ActivateOptions();
        _repository.Root.AddAppender(appender);
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
            path);

    public override void Write(int number) =>
        _log.InfoFormat("Order {0} for {1} took {2:0.0000} ms", number, SampleEvent.Customer, SampleEvent.Elapsed(number));

    public override void Dispose() => _repository.Shutdown();
}
