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
    const long DefaultFileSizeLimitBytes = 1024 * 1024 * 1024;
    const int DefaultRetainedFileCountLimit = RotationPlan.DefaultBackupCount;

    /// <summary>
    /// Writes events as text to files that keep their names, with the parameters and the file names of Serilog.Sinks.File: for a log that
    /// so far was written by <c>WriteTo.File</c>.
    /// </summary>
    /// <inheritdoc
    ///   cref="MtaioRollingFile(LoggerSinkConfiguration, ITextFormatter, string, LogEventLevel, long?, LoggingLevelSwitch, bool, bool,
    ///         TimeSpan?, RotationInterval, bool, int?, Encoding, MtaioFileHooks, TimeSpan?, MtaioFileOptions)"
    ///   path="/*[not(self::summary or @name='formatter')]"/>
    /// <inheritdoc
    ///   cref="MtaioFile(LoggerSinkConfiguration, string, string, IFormatProvider, MtaioFileOptions, LogEventLevel, LoggingLevelSwitch,
    ///         long?, int?)"
    ///   path="/param[@name='outputTemplate' or @name='formatProvider']"/>
    public static LoggerConfiguration MtaioRollingFile(
        this LoggerSinkConfiguration sinkConfiguration,
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
    /// Writes events in the format of a formatter to files that keep their names, with the parameters of Serilog.Sinks.File.
    /// </summary>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> of a logger configuration.</param>
    /// <param name="formatter">Renders an event as text, its line end included. Only one thread at a time calls it.</param>
    /// <param name="path">
    /// The path of the files without date and number, which are put before the extension: <c>log.txt</c> becomes <c>log20261125.txt</c>,
    /// <c>log20261125_001.txt</c> and so on. A relative path starts at the current directory at configuration time. Missing directories are
    /// created.
    /// </param>
    /// <param name="restrictedToMinimumLevel">
    /// The lowest level that is written. Default: <see cref="LogEventLevel.Verbose"/>. It has no effect when
    /// <paramref name="levelSwitch"/> is given.
    /// </param>
    /// <param name="fileSizeLimitBytes">
    /// The size in bytes at which the next file begins, at least 1; null = no limit. The event that reaches it is still in the file.
    /// Default: 1 GiB.
    /// </param>
    /// <param name="levelSwitch">
    /// Sets the lowest level at run time and replaces <paramref name="restrictedToMinimumLevel"/>; null = the level is fixed.
    /// Default: null.
    /// </param>
    /// <param name="buffered">
    /// It has no effect: events are always queued, and written in batches; with <c>AuditTo</c>, each event is written before the call
    /// returns.
    /// </param>
    /// <param name="shared">
    /// Whether other processes write to the same files; see <see cref="MtaioFileOptions.Shared"/>. Default: false.
    /// </param>
    /// <param name="flushToDiskInterval">
    /// How often written events are flushed to disk (fsync); null = the operating system decides. Default: null.
    /// </param>
    /// <param name="rollingInterval">
    /// The period of one file; the date in the names has the digits that tell it: <c>yyyyMMdd</c> for a day. Default:
    /// <see cref="RotationInterval.None"/>, in configuration also <c>Infinite</c>: names have no date.
    /// </param>
    /// <param name="rollOnFileSizeLimit">
    /// It has no effect: the next file always begins at the limit. Serilog.Sinks.File stops writing there if this is false.
    /// </param>
    /// <param name="retainedFileCountLimit">
    /// How many files there are, the active one counted, at least 1; null = no limit. Default: 31.
    /// </param>
    /// <param name="encoding">The encoding of the files; null = UTF-8 without byte order mark. Default: null.</param>
    /// <param name="hooks">Code of yours that runs when files are opened, left and deleted; null = none. Default: null.</param>
    /// <param name="retainedFileTimeLimit">
    /// How long after the date in its name a file is kept, at least zero; null = no limit. Default: null.
    /// </param>
    /// <param name="options">
    /// All other options; null = the defaults of <see cref="MtaioFileOptions"/>. Parameters that are given replace them. Default: null.
    /// </param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentException">A value is missing, out of range or contradicts another value; the message names it.</exception>
    public static LoggerConfiguration MtaioRollingFile(
        this LoggerSinkConfiguration sinkConfiguration,
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
        var sink = SinkFactory.Queued(shape.Plan(path, formatter, all));
        return sinkConfiguration.Sink(sink, restrictedToMinimumLevel, levelSwitch);
    }
}
