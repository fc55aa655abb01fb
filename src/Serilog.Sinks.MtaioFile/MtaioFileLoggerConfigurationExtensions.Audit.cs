using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Composition;

namespace Serilog;

public static partial class MtaioFileLoggerConfigurationExtensions
{
    /// <summary>
    /// Writes log events as text to one file, each with the operating system when the logging call returns, and on the disk if
    /// <see cref="MtaioFileOptions.FlushToDiskInterval"/> is zero; what fails is thrown to the caller.
    /// </summary>
    /// <param name="sinkConfiguration">The <c>AuditTo</c> of a logger configuration.</param>
    /// <param name="path">The file; relative paths are taken from the current directory of this moment. Missing directories are created.</param>
    /// <param name="outputTemplate">The format of an event.</param>
    /// <param name="formatProvider">Supplies culture-specific formatting; null = invariant.</param>
    /// <param name="options">Everything else; null = the defaults.</param>
    /// <param name="restrictedToMinimumLevel">The lowest level written; ignored when <paramref name="levelSwitch"/> is given.</param>
    /// <param name="levelSwitch">Changes the lowest level at run time.</param>
    /// <returns>The logger configuration, to continue with.</returns>
    /// <exception cref="ArgumentException">A value is missing, out of range, or contradicts another; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another exception of the file system says why.</exception>
    public static LoggerConfiguration MtaioFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        string path,
        string outputTemplate = DefaultOutputTemplate,
        IFormatProvider? formatProvider = null,
        MtaioFileOptions? options = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null)
    {
        ArgumentNullException.ThrowIfNull(outputTemplate);
        return MtaioFile(sinkConfiguration, OutputTemplate.Formatter(outputTemplate, formatProvider), path, options, restrictedToMinimumLevel, levelSwitch);
    }

    /// <summary>Writes log events to one file in a format of your own, before the logging call returns; what fails is thrown to the caller.</summary>
    /// <param name="sinkConfiguration">The <c>AuditTo</c> of a logger configuration.</param>
    /// <param name="formatter">Renders an event, its line end included. It is called by one thread at a time.</param>
    /// <param name="path">The file; relative paths are taken from the current directory of this moment. Missing directories are created.</param>
    /// <param name="options">Everything else; null = the defaults.</param>
    /// <param name="restrictedToMinimumLevel">The lowest level written; ignored when <paramref name="levelSwitch"/> is given.</param>
    /// <param name="levelSwitch">Changes the lowest level at run time.</param>
    /// <returns>The logger configuration, to continue with.</returns>
    /// <exception cref="ArgumentException">A value is missing, out of range, or contradicts another; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another exception of the file system says why.</exception>
    public static LoggerConfiguration MtaioFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        ITextFormatter formatter,
        string path,
        MtaioFileOptions? options = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        Check.Level(restrictedToMinimumLevel);
        var sink = SinkFactory.Audit(SinkPlan.Plain(path, formatter, options));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }

    /// <summary>Writes log events as text to a rotating file, before the logging call returns; what fails is thrown to the caller.</summary>
    /// <param name="sinkConfiguration">The <c>AuditTo</c> of a logger configuration.</param>
    /// <param name="path">The file; relative paths are taken from the current directory of this moment. Missing directories are created.</param>
    /// <param name="maxBytes">The size in bytes that a file does not exceed unless a single event does; default 10,000,000, at least 1; null = no limit.</param>
    /// <param name="backupCount">How many archives are kept; default 5; 0 = none; null = all.</param>
    /// <param name="interval">The calendar period after which the file is rotated as well; default none.</param>
    /// <param name="outputTemplate">The format of an event.</param>
    /// <param name="formatProvider">Supplies culture-specific formatting; null = invariant.</param>
    /// <param name="rotation">Names, retention and compression of archives; null = the defaults.</param>
    /// <param name="options">Everything else; null = the defaults.</param>
    /// <param name="restrictedToMinimumLevel">The lowest level written; ignored when <paramref name="levelSwitch"/> is given.</param>
    /// <param name="levelSwitch">Changes the lowest level at run time.</param>
    /// <returns>The logger configuration, to continue with.</returns>
    /// <exception cref="ArgumentException">A value is missing, out of range, or contradicts another; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another exception of the file system says why.</exception>
    public static LoggerConfiguration MtaioRotatingFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        string path,
        long? maxBytes = DefaultMaxBytes,
        int? backupCount = DefaultBackupCount,
        RotationInterval interval = RotationInterval.None,
        string outputTemplate = DefaultOutputTemplate,
        IFormatProvider? formatProvider = null,
        RotationOptions? rotation = null,
        MtaioFileOptions? options = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null)
    {
        ArgumentNullException.ThrowIfNull(outputTemplate);
        var formatter = OutputTemplate.Formatter(outputTemplate, formatProvider);
        return MtaioRotatingFile(sinkConfiguration, formatter, path, maxBytes, backupCount, interval, rotation, options, restrictedToMinimumLevel, levelSwitch);
    }

    /// <summary>Writes log events in a format of your own to a rotating file, before the logging call returns; what fails is thrown to the caller.</summary>
    /// <param name="sinkConfiguration">The <c>AuditTo</c> of a logger configuration.</param>
    /// <param name="formatter">Renders an event, its line end included. It is called by one thread at a time.</param>
    /// <param name="path">The file; relative paths are taken from the current directory of this moment. Missing directories are created.</param>
    /// <param name="maxBytes">The size in bytes that a file does not exceed unless a single event does; default 10,000,000, at least 1; null = no limit.</param>
    /// <param name="backupCount">How many archives are kept; default 5; 0 = none; null = all.</param>
    /// <param name="interval">The calendar period after which the file is rotated as well; default none.</param>
    /// <param name="rotation">Names, retention and compression of archives; null = the defaults.</param>
    /// <param name="options">Everything else; null = the defaults.</param>
    /// <param name="restrictedToMinimumLevel">The lowest level written; ignored when <paramref name="levelSwitch"/> is given.</param>
    /// <param name="levelSwitch">Changes the lowest level at run time.</param>
    /// <returns>The logger configuration, to continue with.</returns>
    /// <exception cref="ArgumentException">A value is missing, out of range, or contradicts another; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another exception of the file system says why.</exception>
    public static LoggerConfiguration MtaioRotatingFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        ITextFormatter formatter,
        string path,
        long? maxBytes = DefaultMaxBytes,
        int? backupCount = DefaultBackupCount,
        RotationInterval interval = RotationInterval.None,
        RotationOptions? rotation = null,
        MtaioFileOptions? options = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        Check.Level(restrictedToMinimumLevel);
        var sink = SinkFactory.Audit(SinkPlan.Rotating(path, formatter, new RotationPlan(maxBytes, backupCount, interval, rotation ?? new RotationOptions()), options));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }

    /// <summary>Writes log events as JSON, before the logging call returns; what fails is thrown to the caller.</summary>
    /// <param name="sinkConfiguration">The <c>AuditTo</c> of a logger configuration.</param>
    /// <param name="path">The file; relative paths are taken from the current directory of this moment. Missing directories are created.</param>
    /// <param name="maxBytes">The size in bytes that a file does not exceed unless a single event does; at least 1; default null = no limit.</param>
    /// <param name="backupCount">How many archives are kept; 0 = none; default null = all. It needs something that makes the file rotate.</param>
    /// <param name="interval">The calendar period after which the file is rotated as well; default none.</param>
    /// <param name="formatter">The JSON format; null = <see cref="CompactJsonFormatter"/>.</param>
    /// <param name="rotation">Names, retention and compression of archives; null = the defaults.</param>
    /// <param name="options">Everything else; null = the defaults.</param>
    /// <param name="restrictedToMinimumLevel">The lowest level written; ignored when <paramref name="levelSwitch"/> is given.</param>
    /// <param name="levelSwitch">Changes the lowest level at run time.</param>
    /// <returns>The logger configuration, to continue with.</returns>
    /// <exception cref="ArgumentException">A value is missing, out of range, or contradicts another; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another exception of the file system says why.</exception>
    public static LoggerConfiguration MtaioJsonFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        string path,
        long? maxBytes = null,
        int? backupCount = null,
        RotationInterval interval = RotationInterval.None,
        ITextFormatter? formatter = null,
        RotationOptions? rotation = null,
        MtaioFileOptions? options = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        Check.Level(restrictedToMinimumLevel);
        var sink = SinkFactory.Audit(SinkPlan.Json(path, formatter, new RotationPlan(maxBytes, backupCount, interval, rotation ?? new RotationOptions()), options));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }
}
