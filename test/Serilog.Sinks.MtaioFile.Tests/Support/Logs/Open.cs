using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Sinks as the public methods make them, for tests that need more than those methods take: a file system with faults.</summary>
static class Open
{
    static ITextFormatter Lines => OutputTemplate.Formatter(Some.LineTemplate, formatProvider: null);

    public static ILogEventSink Plain(
        string path,
        MtaioFileOptions? options = null,
        ITextFormatter? formatter = null,
        IFileSystem? fileSystem = null) =>
        SinkFactory.Queued(SinkPlan.Plain(path, formatter ?? Lines, maxBytes: null, backupCount: null, options), fileSystem);

    public static ILogEventSink Rotating(
        string path,
        MtaioFileOptions? options,
        ITextFormatter? formatter,
        IFileSystem? fileSystem,
        long? maxBytes,
        int? backupCount,
        RotationInterval interval,
        RotationOptions? rotation)
    {
        var plan = new RotationPlan(maxBytes, backupCount, interval, rotation ?? new RotationOptions());
        return SinkFactory.Queued(SinkPlan.Rotating(path, formatter ?? Lines, plan, options), fileSystem);
    }

    public static ILogEventSink Json(string path, MtaioFileOptions? options = null, IFileSystem? fileSystem = null) =>
        SinkFactory.Queued(SinkPlan.Json(path, formatter: null, BySize(maxBytes: null), options), fileSystem);

    public static ILogEventSink Audit(
        string path,
        MtaioFileOptions? options,
        ITextFormatter? formatter,
        IFileSystem? fileSystem,
        long? maxBytes) =>
        SinkFactory.Audit(SinkPlan.Rotating(path, formatter ?? Lines, BySize(maxBytes), options), fileSystem);

    /// <summary>A logger of all levels.</summary>
    public static Logger Logger(Func<LoggerConfiguration, LoggerConfiguration> configure) =>
        configure(new LoggerConfiguration().MinimumLevel.Is(LevelAlias.Minimum)).CreateLogger();

    static RotationPlan BySize(long? maxBytes) => new(maxBytes, null, RotationInterval.None, new RotationOptions());
}
