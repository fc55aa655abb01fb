using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog;

public static partial class MtaioFileLoggerConfigurationExtensions
{
    /// <inheritdoc
    ///   cref="MtaioRotatingFile(LoggerSinkConfiguration, object, object, object, object, object, object, object, object, object, object,
    ///         object, LoggingLevelSwitch, IConfiguration)"
    ///   path="/*"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioRotatingFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        [Optional, DefaultParameterValue(null)] object? path,
        [Optional, DefaultParameterValue(null)] object? Path,
        [Optional, DefaultParameterValue(null)] object? maxBytes,
        [Optional, DefaultParameterValue(null)] object? backupCount,
        [Optional, DefaultParameterValue(null)] object? interval,
        [Optional, DefaultParameterValue(null)] object? outputTemplate,
        [Optional, DefaultParameterValue(null)] object? rotation,
        [Optional, DefaultParameterValue(null)] object? options,
        [Optional, DefaultParameterValue(null)] object? restrictedToMinimumLevel,
        [Optional, DefaultParameterValue(null)] object? formatter,
        [Optional, DefaultParameterValue(null)] object? formatProvider,
        [Optional, DefaultParameterValue(null)] LoggingLevelSwitch? levelSwitch,
        IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        ArgumentNullException.ThrowIfNull(configuration);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(path)] = path, [nameof(maxBytes)] = maxBytes,
            [nameof(backupCount)] = backupCount, [nameof(interval)] = interval,
            [nameof(outputTemplate)] = outputTemplate, [nameof(rotation)] = rotation,
            [nameof(options)] = options, [nameof(restrictedToMinimumLevel)] = restrictedToMinimumLevel,
        };
        var call = new SinkCall(nameof(MtaioRotatingFile), IsAudit: true, formatter, formatProvider, levelSwitch) { Values = values };
        return Configure(configuration, call, settings => sinkConfiguration.MtaioRotatingFile(
            TextFormatter(settings),
            settings.Get(nameof(path), ""),
            settings.Get<long?>(nameof(maxBytes), DefaultMaxBytes),
            settings.Get<int?>(nameof(backupCount), DefaultBackupCount),
            settings.Get(nameof(interval), RotationInterval.None),
            settings.Rotation,
            settings.Options,
            settings.Get(nameof(restrictedToMinimumLevel), LevelAlias.Minimum),
            settings.Get<LoggingLevelSwitch?>(nameof(levelSwitch), null)));
    }

    /// <inheritdoc
    ///   cref="MtaioRotatingFile(LoggerSinkConfiguration, object, object, object, object, object, object, object, object, object, object,
    ///         object, LoggingLevelSwitch, IConfiguration)"
    ///   path="/*[not(@name='interval' or @name='rotation')]"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        [Optional, DefaultParameterValue(null)] object? path,
        [Optional, DefaultParameterValue(null)] object? Path,
        [Optional, DefaultParameterValue(null)] object? maxBytes,
        [Optional, DefaultParameterValue(null)] object? backupCount,
        [Optional, DefaultParameterValue(null)] object? outputTemplate,
        [Optional, DefaultParameterValue(null)] object? options,
        [Optional, DefaultParameterValue(null)] object? restrictedToMinimumLevel,
        [Optional, DefaultParameterValue(null)] object? formatter,
        [Optional, DefaultParameterValue(null)] object? formatProvider,
        [Optional, DefaultParameterValue(null)] LoggingLevelSwitch? levelSwitch,
        IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        ArgumentNullException.ThrowIfNull(configuration);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(path)] = path, [nameof(maxBytes)] = maxBytes,
            [nameof(backupCount)] = backupCount, [nameof(outputTemplate)] = outputTemplate,
            [nameof(options)] = options, [nameof(restrictedToMinimumLevel)] = restrictedToMinimumLevel,
        };
        var call = new SinkCall(nameof(MtaioFile), IsAudit: true, formatter, formatProvider, levelSwitch) { Values = values };
        return Configure(configuration, call, settings => sinkConfiguration.MtaioFile(
            TextFormatter(settings),
            settings.Get(nameof(path), ""),
            settings.Options,
            settings.Get(nameof(restrictedToMinimumLevel), LevelAlias.Minimum),
            settings.Get<LoggingLevelSwitch?>(nameof(levelSwitch), null),
            settings.Get<long?>(nameof(maxBytes), DefaultMaxBytes),
            settings.Get<int?>(nameof(backupCount), DefaultBackupCount)));
    }

    /// <inheritdoc
    ///   cref="MtaioRotatingFile(LoggerSinkConfiguration, object, object, object, object, object, object, object, object, object, object,
    ///         object, LoggingLevelSwitch, IConfiguration)"
    ///   path="/*[not(@name='outputTemplate' or @name='formatProvider')]"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioJsonFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        [Optional, DefaultParameterValue(null)] object? path,
        [Optional, DefaultParameterValue(null)] object? Path,
        [Optional, DefaultParameterValue(null)] object? maxBytes,
        [Optional, DefaultParameterValue(null)] object? backupCount,
        [Optional, DefaultParameterValue(null)] object? interval,
        [Optional, DefaultParameterValue(null)] object? rotation,
        [Optional, DefaultParameterValue(null)] object? options,
        [Optional, DefaultParameterValue(null)] object? restrictedToMinimumLevel,
        [Optional, DefaultParameterValue(null)] object? formatter,
        [Optional, DefaultParameterValue(null)] LoggingLevelSwitch? levelSwitch,
        IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        ArgumentNullException.ThrowIfNull(configuration);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(path)] = path, [nameof(maxBytes)] = maxBytes,
            [nameof(backupCount)] = backupCount, [nameof(interval)] = interval,
            [nameof(rotation)] = rotation, [nameof(options)] = options,
            [nameof(restrictedToMinimumLevel)] = restrictedToMinimumLevel,
        };
        var call = new SinkCall(nameof(MtaioJsonFile), IsAudit: true, formatter, FormatProvider: null, levelSwitch) { Values = values };
        return Configure(configuration, call, settings => sinkConfiguration.MtaioJsonFile(
            settings.Get(nameof(path), ""),
            settings.Get<long?>(nameof(maxBytes), DefaultMaxBytes),
            settings.Get<int?>(nameof(backupCount), DefaultBackupCount),
            settings.Get(nameof(interval), RotationInterval.None),
            settings.Get<ITextFormatter?>(nameof(formatter), null),
            settings.Rotation,
            settings.Options,
            settings.Get(nameof(restrictedToMinimumLevel), LevelAlias.Minimum),
            settings.Get<LoggingLevelSwitch?>(nameof(levelSwitch), null)));
    }
}
