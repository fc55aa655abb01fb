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
    {
        _repository.LevelMap.Add(new Level(Level.Info.Value, Level.Info.Name, "INF"));
        var layout = new PatternLayout("%date{yyyy-MM-dd HH:mm:ss.fff zzz} [%level] %message\n");
        var appender = new FileAppender { File = setup.Path, AppendToFile = false, ImmediateFlush = false, Encoding = new UTF8Encoding(false), Layout = layout };
        appender.ActivateOptions();
        _repository.Root.AddAppender(appender);
        _repository.Root.Level = Level.Info;
        _repository.Configured = true;
        _log = LogManager.GetLogger(_repository.Name, "app");
    }

    public override void Write(int number) =>
        _log.InfoFormat("Order {0} for {1} took {2:0.0000} ms", number, SampleEvent.Customer, SampleEvent.Elapsed(number));

    public override void Dispose() => _repository.Shutdown();
}
