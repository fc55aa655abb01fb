using System.Text;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Composition;

namespace Serilog;

public static partial class MtaioFileLoggerConfigurationExtensions
{
    /// <summary>
    /// Writes each event as text to files that keep their names, with the parameters of Serilog.Sinks.File, before the logging call
    /// returns, and throws to the caller when that fails.
    /// </summary>
    /// <inheritdoc
    ///   cref="MtaioRollingFile(LoggerSinkConfiguration, string, LogEventLevel, string, IFormatProvider, long?, LoggingLevelSwitch, bool,
    ///         bool, TimeSpan?, RotationInterval, bool, int?, Encoding, MtaioFileHooks, TimeSpan?, MtaioFileOptions)"
    ///   path="/*[not(self::summary)]"/>
    /// <exception cref="IOException">The file or its directory cannot be created or opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not create or write the file, or the path is a directory.</exception>
    public static LoggerConfiguration MtaioRollingFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        string path,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        string outputTemplate = DefaultOutputTemplate,
        IFormatProvider? formatProvider = null,
        long? fileSizeLimitBytes = DefaultFileSizeLimitBytes,
        LoggingLevelSwitch? levelSwitch = null,
        bool buffered = false,
        bool shared = false,
        TimeSpan? flushToDiskInterval = null,
        RotationInterval rollingInterval = default,
        bool rollOnFileSizeLimit = false,
        int? retainedFileCountLimit = DefaultRetainedFileCountLimit,
        Encoding? encoding = null,
        MtaioFileHooks? hooks = null,
        TimeSpan? retainedFileTimeLimit = null,
        MtaioFileOptions? options = null)
    {
        var formatter = OutputTemplate.Formatter(outputTemplate, formatProvider);
        return MtaioRollingFile(
            sinkConfiguration, formatter, path, restrictedToMinimumLevel, fileSizeLimitBytes, levelSwitch, buffered, shared,
            flushToDiskInterval, rollingInterval, rollOnFileSizeLimit, retainedFileCountLimit, encoding, hooks, retainedFileTimeLimit,
            options);
    }

    /// <summary>
    /// Writes each event in the format of a formatter to files that keep their names, with the parameters of Serilog.Sinks.File, before the
    /// logging call returns, and throws to the caller when that fails.
    /// </summary>
    /// <inheritdoc
    ///   cref="MtaioRollingFile(LoggerSinkConfiguration, ITextFormatter, string, LogEventLevel, long?, LoggingLevelSwitch, bool, bool,
    ///         TimeSpan?, RotationInterval, bool, int?, Encoding, MtaioFileHooks, TimeSpan?, MtaioFileOptions)"
    ///   path="/*[not(self::summary)]"/>
    /// <exception cref="IOException">The file or its directory cannot be created or opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not create or write the file, or the path is a directory.</exception>
    public static LoggerConfiguration MtaioRollingFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        ITextFormatter formatter,
        string path,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        long? fileSizeLimitBytes = DefaultFileSizeLimitBytes,
        LoggingLevelSwitch? levelSwitch = null,
        bool buffered = false,
        bool shared = false,
        TimeSpan? flushToDiskInterval = null,
        RotationInterval rollingInterval = default,
        bool rollOnFileSizeLimit = false,
        int? retainedFileCountLimit = DefaultRetainedFileCountLimit,
        Encoding? encoding = null,
        MtaioFileHooks? hooks = null,
        TimeSpan? retainedFileTimeLimit = null,
        MtaioFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        Check.Level(restrictedToMinimumLevel);
        // Both are here for the signature of Serilog.Sinks.File alone.
        _ = (buffered, rollOnFileSizeLimit);
        var shape = new RollingFileShape(rollingInterval, fileSizeLimitBytes, retainedFileCountLimit, retainedFileTimeLimit);
        var all = RollingFileShape.Options(options, shared, flushToDiskInterval, encoding, hooks);
        var sink = SinkFactory.Audit(shape.Plan(path, formatter, all));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }
}
