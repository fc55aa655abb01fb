using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Composition;

namespace Serilog;

/// <summary>
/// Adds the file sinks to a logger configuration. On <c>WriteTo</c>, events are queued, and one thread per sink writes them in batches. On
/// <c>AuditTo</c>, the logging call writes the event itself, and throws when that fails.
/// </summary>
public static partial class MtaioFileLoggerConfigurationExtensions
{
    internal const string DefaultOutputTemplate = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";
    const long DefaultMaxBytes = 100_000_000;
    const int DefaultBackupCount = RotationPlan.DefaultBackupCount;

    /// <summary>
    /// Writes events as text to a file (mtaio's AsyncFileHandler). The file rotates by size, so that it never fills the disk;
    /// <c>MtaioRotatingFile</c> has more ways to rotate.
    /// </summary>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> or <c>AuditTo</c> of a logger configuration.</param>
    /// <param name="path">
    /// The path of the active file. A relative path starts at the current directory at configuration time. Missing directories are
    /// created.
    /// </param>
    /// <param name="outputTemplate">
    /// The output template of an event; not empty. Default: local time with milliseconds and offset, level, message, line end, exception.
    /// </param>
    /// <param name="formatProvider">The culture of numbers and dates; null = the invariant culture. Default: null.</param>
    /// <param name="options">All other options; null = the defaults of <see cref="MtaioFileOptions"/>. Default: null.</param>
    /// <param name="restrictedToMinimumLevel">
    /// The lowest level that is written. Default: <see cref="LogEventLevel.Verbose"/>. It has no effect when
    /// <paramref name="levelSwitch"/> is given.
    /// </param>
    /// <param name="levelSwitch">
    /// Sets the lowest level at run time and replaces <paramref name="restrictedToMinimumLevel"/>; null = the level is fixed.
    /// Default: null.
    /// </param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <param name="maxBytes">
    /// The size limit of the active file in bytes, at least 1; null = no limit, and the file does not rotate. Default: 100,000,000.
    /// </param>
    /// <param name="backupCount">How many archives are kept, at least 0; 0 = none, null = all. Default: 31.</param>
    /// <exception cref="ArgumentException">A value is missing, out of range or contradicts another value; the message names it.</exception>
    public static LoggerConfiguration MtaioFile(
        this LoggerSinkConfiguration sinkConfiguration,
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

    /// <summary>Writes events to one file in the format of a formatter (mtaio's AsyncFileHandler with setFormatter).</summary>
    /// <inheritdoc
    ///   cref="MtaioFile(LoggerSinkConfiguration, string, string, IFormatProvider, MtaioFileOptions, LogEventLevel, LoggingLevelSwitch,
    ///         long?, int?)"
    ///   path="/*[not(self::summary or @name='outputTemplate' or @name='formatProvider')]"/>
    /// <inheritdoc
    ///   cref="MtaioRotatingFile(LoggerSinkConfiguration, ITextFormatter, string, long?, int?, RotationInterval, RotationOptions,
    ///         MtaioFileOptions, LogEventLevel, LoggingLevelSwitch)"
    ///   path="/param[@name='formatter']"/>
    public static LoggerConfiguration MtaioFile(
        this LoggerSinkConfiguration sinkConfiguration,
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
        var sink = SinkFactory.Queued(SinkPlan.Plain(path, formatter, maxBytes, backupCount, options));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }

    /// <summary>
    /// Writes events as text to a file that rotates by size and time (mtaio's AsyncRotatingFileHandler). <paramref name="path"/> is always
    /// the newest file, <c>path.1</c> the newest archive.
    /// </summary>
    /// <inheritdoc
    ///   cref="MtaioFile(LoggerSinkConfiguration, string, string, IFormatProvider, MtaioFileOptions, LogEventLevel, LoggingLevelSwitch,
    ///         long?, int?)"
    ///   path="/*[not(self::summary or @name='maxBytes' or @name='backupCount')]"/>
    /// <inheritdoc
    ///   cref="MtaioRotatingFile(LoggerSinkConfiguration, ITextFormatter, string, long?, int?, RotationInterval, RotationOptions,
    ///         MtaioFileOptions, LogEventLevel, LoggingLevelSwitch)"
    ///   path="/param[@name='maxBytes' or @name='backupCount' or @name='interval' or @name='rotation']"/>
    public static LoggerConfiguration MtaioRotatingFile(
        this LoggerSinkConfiguration sinkConfiguration,
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

    /// <summary>Writes events in the format of a formatter to a file that rotates by size and time.</summary>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> or <c>AuditTo</c> of a logger configuration.</param>
    /// <param name="formatter">Renders an event as text, its line end included. Only one thread at a time calls it.</param>
    /// <param name="path">
    /// The path of the active file. A relative path starts at the current directory at configuration time. Missing directories are
    /// created.
    /// </param>
    /// <param name="maxBytes">
    /// The size limit of the active file in bytes, at least 1; null = no limit. A larger event, a byte order mark or a header before
    /// the first event, a footer and a failing rotation can take the file beyond it. Default: 100,000,000.
    /// </param>
    /// <param name="backupCount">How many archives are kept, at least 0; 0 = none, null = all. Default: 31.</param>
    /// <param name="interval">The calendar period after which the file rotates too. Default: <see cref="RotationInterval.None"/>.</param>
    /// <param name="rotation">
    /// Names, time zone, retention and compression of archives; null = the defaults of <see cref="RotationOptions"/>. Default: null.
    /// </param>
    /// <param name="options">All other options; null = the defaults of <see cref="MtaioFileOptions"/>. Default: null.</param>
    /// <param name="restrictedToMinimumLevel">
    /// The lowest level that is written. Default: <see cref="LogEventLevel.Verbose"/>. It has no effect when
    /// <paramref name="levelSwitch"/> is given.
    /// </param>
    /// <param name="levelSwitch">
    /// Sets the lowest level at run time and replaces <paramref name="restrictedToMinimumLevel"/>; null = the level is fixed.
    /// Default: null.
    /// </param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentException">A value is missing, out of range or contradicts another value; the message names it.</exception>
    public static LoggerConfiguration MtaioRotatingFile(
        this LoggerSinkConfiguration sinkConfiguration,
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
        var sink = SinkFactory.Queued(SinkPlan.Rotating(path, formatter, plan, options));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }

    /// <summary>
    /// Writes events as JSON, one object a line, in UTF-8 without byte order mark (mtaio's AsyncJsonFileHandler). The file rotates by
    /// size and time.
    /// </summary>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> or <c>AuditTo</c> of a logger configuration.</param>
    /// <param name="path">
    /// The path of the active file. A relative path starts at the current directory at configuration time. Missing directories are
    /// created.
    /// </param>
    /// <param name="maxBytes">
    /// The size limit of the active file in bytes, at least 1; null = no limit. A larger event, a header before the first event, a
    /// footer and a failing rotation can take the file beyond it. Default: 100,000,000.
    /// </param>
    /// <param name="backupCount">How many archives are kept, at least 0; 0 = none, null = all. Default: 31.</param>
    /// <param name="interval">The calendar period after which the file rotates too. Default: <see cref="RotationInterval.None"/>.</param>
    /// <param name="formatter">Renders an event as one line of JSON; null = <see cref="CompactJsonFormatter"/>. Default: null.</param>
    /// <param name="rotation">
    /// Names, time zone, retention and compression of archives; null = the defaults of <see cref="RotationOptions"/>. Default: null.
    /// </param>
    /// <param name="options">All other options; null = the defaults of <see cref="MtaioFileOptions"/>. Default: null.</param>
    /// <param name="restrictedToMinimumLevel">
    /// The lowest level that is written. Default: <see cref="LogEventLevel.Verbose"/>. It has no effect when
    /// <paramref name="levelSwitch"/> is given.
    /// </param>
    /// <param name="levelSwitch">
    /// Sets the lowest level at run time and replaces <paramref name="restrictedToMinimumLevel"/>; null = the level is fixed.
    /// Default: null.
    /// </param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentException">A value is missing, out of range or contradicts another value; the message names it.</exception>
    public static LoggerConfiguration MtaioJsonFile(
        this LoggerSinkConfiguration sinkConfiguration,
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
        var sink = SinkFactory.Queued(SinkPlan.Json(path, formatter, plan, options));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }
}
