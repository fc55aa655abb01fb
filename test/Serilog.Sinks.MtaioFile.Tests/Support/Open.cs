using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Loggers over our sinks, opened in one line, for tests that need more than the public methods: a file system with faults, a listener.</summary>
static class Open
{
    public static Logger Rotating(string path, long? maxBytes, int? backupCount, MtaioFileOptions? options = null, ITextFormatter? formatter = null, IFileSystem? fileSystem = null, ILoggingFailureListener? listener = null, RotationInterval interval = RotationInterval.None, RotationOptions? rotation = null)
    {
        var plan = SinkPlan.Rotating(path, formatter ?? OutputTemplate.Formatter(Some.LineTemplate, formatProvider: null), new RotationPlan(maxBytes, backupCount, interval, rotation ?? new RotationOptions()), options);
        return Logger(SinkFactory.Queued(plan, fileSystem), listener);
    }

    public static Logger Plain(string path, MtaioFileOptions? options = null, ITextFormatter? formatter = null, IFileSystem? fileSystem = null, ILoggingFailureListener? listener = null) =>
        Logger(SinkFactory.Queued(SinkPlan.Plain(path, formatter ?? OutputTemplate.Formatter(Some.LineTemplate, formatProvider: null), options), fileSystem), listener);

    public static Logger Json(string path, MtaioFileOptions? options = null, IFileSystem? fileSystem = null, ILoggingFailureListener? listener = null) =>
        Logger(SinkFactory.Queued(SinkPlan.Json(path, formatter: null, new RotationPlan(null, null, RotationInterval.None, new RotationOptions()), options), fileSystem), listener);

    /// <summary>A sink without a logger around it, for tests that put one around it themselves.</summary>
    public static ILogEventSink Sink(string path, MtaioFileOptions? options = null, ITextFormatter? formatter = null, IFileSystem? fileSystem = null) =>
        SinkFactory.Queued(SinkPlan.Plain(path, formatter ?? OutputTemplate.Formatter(Some.LineTemplate, formatProvider: null), options), fileSystem);

    public static Logger Audit(string path, MtaioFileOptions? options = null, ITextFormatter? formatter = null, IFileSystem? fileSystem = null, long? maxBytes = null) =>
        new LoggerConfiguration().MinimumLevel.Is(LevelAlias.Minimum)
            .AuditTo.Sink(SinkFactory.Audit(SinkPlan.Rotating(path, formatter ?? OutputTemplate.Formatter(Some.LineTemplate, formatProvider: null), new RotationPlan(maxBytes, null, RotationInterval.None, new RotationOptions()), options), fileSystem))
            .CreateLogger();

    static Logger Logger(ILogEventSink sink, ILoggingFailureListener? listener)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Is(LevelAlias.Minimum);
        return (listener is null ? configuration.WriteTo.Sink(sink) : configuration.WriteTo.Fallible(w => w.Sink(sink), listener)).CreateLogger();
    }
}
