using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NLog;
using NLog.Config;
using NLog.Targets;
using NLog.Targets.Wrappers;
using NLog.Time;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>The real NLog with a configuration in XML and a clock that is set. The clock is one for the process.</summary>
sealed class NLogRun : IDisposable
{
    readonly LogFactory _factory = new();
    readonly NLog.Logger _log;

    public NLogRun(string xml, TempFolder folder, FakeTimeProvider clock, bool strict = true)
    {
        TimeSource.Current = new SetTime(clock);
        xml = xml.Replace("${basedir}", folder.Path, StringComparison.Ordinal);
        if (strict) xml = xml.Replace("<nlog", "<nlog throwConfigExceptions=\"true\"", StringComparison.Ordinal);
        // NLog knows this name only after a change to the whole process, Encoding.RegisterProvider; so the test hands it over.
        const string Encoded = " encoding=\"iso-8859-2\"";
        _factory.Configuration = XmlLoggingConfiguration.CreateFromXmlString(
            xml.Replace(Encoded, "", StringComparison.Ordinal), _factory);
        if (xml.Contains(Encoded, StringComparison.Ordinal)) File.Encoding = CodePagesEncodingProvider.Instance.GetEncoding("iso-8859-2")!;
        _log = _factory.GetLogger(PeerEvent.Logger);
    }

    public FileTarget File => _factory.Configuration!.AllTargets.OfType<FileTarget>().Single();

    public AsyncTargetWrapper? Queue => _factory.Configuration!.AllTargets.OfType<AsyncTargetWrapper>().SingleOrDefault();

    public static LogEventInfo EventOf(PeerEvent peerEvent) => new(
        LevelOf(peerEvent.Level),
        PeerEvent.Logger,
        CultureInfo.InvariantCulture,
        PeerEvent.Template,
        [peerEvent.Number, PeerEvent.Customer],
        peerEvent.Exception)
    {
        TimeStamp = peerEvent.Time,
    };

    public void Write(PeerEvent peerEvent) => _log.Log(EventOf(peerEvent));

    public void Flush() => _factory.Flush(TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        _factory.Shutdown();
        _factory.Dispose();
        TimeSource.Current = new FastLocalTimeSource();
    }

    public static LogLevel LevelOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => LogLevel.Trace,
        LogEventLevel.Debug => LogLevel.Debug,
        LogEventLevel.Information => LogLevel.Info,
        LogEventLevel.Warning => LogLevel.Warn,
        LogEventLevel.Error => LogLevel.Error,
        _ => LogLevel.Fatal,
    };

    sealed class SetTime(FakeTimeProvider clock) : TimeSource
    {
        public override DateTime Time => clock.GetLocalNow().DateTime;

        /// <summary>The times of files are those of the machine. Every file of the test was written at the time that is set.</summary>
        public override DateTime FromSystemTime(DateTime systemTime) => Time;
    }
}
