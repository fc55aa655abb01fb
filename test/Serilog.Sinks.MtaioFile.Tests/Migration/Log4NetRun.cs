using System.Xml;
using log4net;
using log4net.Appender;
using log4net.Config;
using log4net.Core;
using log4net.Repository.Hierarchy;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>The real log4net with a configuration in XML, in a repository of its own.</summary>
sealed class Log4NetRun : IDisposable
{
    readonly Hierarchy _repository = (Hierarchy)LogManager.CreateRepository(Guid.NewGuid().ToString());

    public Log4NetRun(string xml, TempFolder folder)
    {
        var document = new XmlDocument();
        document.LoadXml(xml.Replace("\"logs/", $"\"{folder.Path}/logs/", StringComparison.Ordinal));
        XmlConfigurator.Configure(_repository, document.DocumentElement!);
    }

    public RollingFileAppender Appender => _repository.GetAppenders().OfType<RollingFileAppender>().Single();

    public static LoggingEvent EventOf(PeerEvent peerEvent) => new(new LoggingEventData
    {
        TimeStampUtc = peerEvent.Time.ToUniversalTime(),
        ThreadName = $"{peerEvent.ThreadId}",
        Level = LevelOf(peerEvent.Level),
        LoggerName = PeerEvent.Logger,
        Message = peerEvent.Message,
        ExceptionString = peerEvent.Exception?.ToString(),
    });

    public void Write(PeerEvent peerEvent) => _repository.GetLogger(PeerEvent.Logger).Log(EventOf(peerEvent));

    public void Dispose() => _repository.Shutdown();

    public static Level LevelOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => Level.Trace,
        LogEventLevel.Debug => Level.Debug,
        LogEventLevel.Information => Level.Info,
        LogEventLevel.Warning => Level.Warn,
        LogEventLevel.Error => Level.Error,
        _ => Level.Fatal,
    };
}
