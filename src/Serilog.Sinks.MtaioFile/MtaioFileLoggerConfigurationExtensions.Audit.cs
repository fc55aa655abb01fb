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
    /// Writes each event as text to one file before the logging call returns, and throws to the caller when that fails. The event is then
    /// with the operating system, or on the disk if <see cref="MtaioFileOptions.FlushToDiskInterval"/> is zero.
    /// </summary>
    /// <inheritdoc
    ///   cref="MtaioFile(LoggerSinkConfiguration, string, string, IFormatProvider, MtaioFileOptions, LogEventLevel, LoggingLevelSwitch,
    ///         long?, int?)"
    ///   path="/*[not(self::summary)]"/>
    /// <exception cref="IOException">The file or its directory cannot be created or opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not create or write the file, or the path is a directory.</exception>
    public static LoggerConfiguration MtaioFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        string path,
        string outputTemplate = DefaultOutputTemplate,
        IFormatProvider? formatProvider = null,
        MtaioFileOptions? options = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null,
        long? maxBytes = DefaultMaxBytes,
        int? backupCount = DefaultBackupCount)
    {
        var formatter = OutputTemplate.Formatter(outputTemplate, formatProvider);
        return MtaioFile(
            sinkConfiguration, formatter, path, options, restrictedToMinimumLevel, levelSwitch, maxBytes, backupCount);
    }

    /// <summary>
    /// Writes each event to one file in the format of a formatter before the logging call returns, and throws to the caller when that
    /// fails.
    /// </summary>
    /// <inheritdoc
    ///   cref="MtaioFile(LoggerSinkConfiguration, ITextFormatter, string, MtaioFileOptions, LogEventLevel, LoggingLevelSwitch,
    ///         long?, int?)"
    ///   path="/*[not(self::summary)]"/>
    /// <exception cref="IOException">The file or its directory cannot be created or opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not create or write the file, or the path is a directory.</exception>
    public static LoggerConfiguration MtaioFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        ITextFormatter formatter,
        string path,
        MtaioFileOptions? options = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null,
        long? maxBytes = DefaultMaxBytes,
        int? backupCount = DefaultBackupCount)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        Check.Level(restrictedToMinimumLevel);
        var sink = SinkFactory.Audit(SinkPlan.Plain(path, formatter, maxBytes, backupCount, options));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }

    /// <summary>
    /// Writes each event as text to a file that rotates by size and time, before the logging call returns, and throws to the caller when
    /// that fails.
    /// </summary>
    /// <inheritdoc
    ///   cref="MtaioRotatingFile(LoggerSinkConfiguration, string, long?, int?, RotationInterval, string, IFormatProvider, RotationOptions,
    ///         MtaioFileOptions, LogEventLevel, LoggingLevelSwitch)"
    ///   path="/*[not(self::summary)]"/>
    /// <exception cref="IOException">The file or its directory cannot be created or opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not create or write the file, or the path is a directory.</exception>
    public static LoggerConfiguration MtaioRotatingFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        string path,
        long? maxBytes = DefaultMaxBytes,
        int? backupCount = DefaultBackupCount,
        RotationInterval interval = default,
        string outputTemplate = DefaultOutputTemplate,
        IFormatProvider? formatProvider = null,
        RotationOptions? rotation = null,
        MtaioFileOptions? options = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null)
    {
        var formatter = OutputTemplate.Formatter(outputTemplate, formatProvider);
        return MtaioRotatingFile(
            sinkConfiguration, formatter, path, maxBytes, backupCount, interval, rotation, options, restrictedToMinimumLevel, levelSwitch);
    }

    /// <summary>
    /// Writes each event in the format of a formatter to a file that rotates by size and time, before the logging call returns, and throws
    /// to the caller when that fails.
    /// </summary>
    /// <inheritdoc
    ///   cref="MtaioRotatingFile(LoggerSinkConfiguration, ITextFormatter, string, long?, int?, RotationInterval, RotationOptions,
    ///         MtaioFileOptions, LogEventLevel, LoggingLevelSwitch)"
    ///   path="/*[not(self::summary)]"/>
    /// <exception cref="IOException">The file or its directory cannot be created or opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not create or write the file, or the path is a directory.</exception>
    public static LoggerConfiguration MtaioRotatingFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        ITextFormatter formatter,
        string path,
        long? maxBytes = DefaultMaxBytes,
        int? backupCount = DefaultBackupCount,
        RotationInterval interval = default,
        RotationOptions? rotation = null,
        MtaioFileOptions? options = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        Check.Level(restrictedToMinimumLevel);
        var plan = new RotationPlan(maxBytes, backupCount, interval, rotation ?? new RotationOptions());
        var sink = SinkFactory.Audit(SinkPlan.Rotating(path, formatter, plan, options));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }

    /// <summary>Writes each event as one line of JSON before the logging call returns, and throws to the caller when that fails.</summary>
    /// <inheritdoc
    ///   cref="MtaioJsonFile(LoggerSinkConfiguration, string, long?, int?, RotationInterval, ITextFormatter, RotationOptions,
    ///         MtaioFileOptions, LogEventLevel, LoggingLevelSwitch)"
    ///   path="/*[not(self::summary)]"/>
    /// <exception cref="IOException">The file or its directory cannot be created or opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not create or write the file, or the path is a directory.</exception>
    public static LoggerConfiguration MtaioJsonFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        string path,
        long? maxBytes = DefaultMaxBytes,
        int? backupCount = DefaultBackupCount,
        RotationInterval interval = default,
        ITextFormatter? formatter = null,
        RotationOptions? rotation = null,
        MtaioFileOptions? options = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        Check.Level(restrictedToMinimumLevel);
        var plan = new RotationPlan(maxBytes, backupCount, interval, rotation ?? new RotationOptions());
        var sink = SinkFactory.Audit(SinkPlan.Json(path, formatter, plan, options));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }
}
