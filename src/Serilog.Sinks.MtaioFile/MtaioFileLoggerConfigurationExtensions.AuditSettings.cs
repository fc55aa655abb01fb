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
    ///         LoggingLevelSwitch, IConfiguration)"
    ///   path="/*"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioRotatingFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        [Optional, DefaultParameterValue(null)] object? path,
        [Optional, DefaultParameterValue(null)] object? Path,
        [Optional, DefaultParameterValue(null)] object? pAth,
        [Optional, DefaultParameterValue(null)] object? paTh,
        [Optional, DefaultParameterValue(null)] object? patH,
        [Optional, DefaultParameterValue(null)] object? PAth,
        [Optional, DefaultParameterValue(null)] object? maxBytes,
        [Optional, DefaultParameterValue(null)] object? backupCount,
        [Optional, DefaultParameterValue(null)] object? interval,
        [Optional, DefaultParameterValue(null)] object? restrictedToMinimumLevel,
        [Optional, DefaultParameterValue(null)] LoggingLevelSwitch? levelSwitch,
        IConfiguration allSettingsOfTheProgram)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(path)] = path,
            [nameof(maxBytes)] = maxBytes,
            [nameof(backupCount)] = backupCount,
            [nameof(interval)] = interval,
            [nameof(restrictedToMinimumLevel)] = restrictedToMinimumLevel,
        };
        var call = new SinkCall(nameof(MtaioRotatingFile), IsAudit: true, levelSwitch) { Values = values };
        return FromSettings(allSettingsOfTheProgram, call, settings => sinkConfiguration.MtaioRotatingFile(
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
    ///         LoggingLevelSwitch, IConfiguration)"
    ///   path="/*[not(@name='interval')]"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        [Optional, DefaultParameterValue(null)] object? path,
        [Optional, DefaultParameterValue(null)] object? Path,
        [Optional, DefaultParameterValue(null)] object? pAth,
        [Optional, DefaultParameterValue(null)] object? paTh,
        [Optional, DefaultParameterValue(null)] object? patH,
        [Optional, DefaultParameterValue(null)] object? PAth,
        [Optional, DefaultParameterValue(null)] object? maxBytes,
        [Optional, DefaultParameterValue(null)] object? backupCount,
        [Optional, DefaultParameterValue(null)] object? restrictedToMinimumLevel,
        [Optional, DefaultParameterValue(null)] LoggingLevelSwitch? levelSwitch,
        IConfiguration allSettingsOfTheProgram)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(path)] = path,
            [nameof(maxBytes)] = maxBytes,
            [nameof(backupCount)] = backupCount,
            [nameof(restrictedToMinimumLevel)] = restrictedToMinimumLevel,
        };
        var call = new SinkCall(nameof(MtaioFile), IsAudit: true, levelSwitch) { Values = values };
        return FromSettings(allSettingsOfTheProgram, call, settings => sinkConfiguration.MtaioFile(
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
    ///         LoggingLevelSwitch, IConfiguration)"
    ///   path="/*"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioJsonFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        [Optional, DefaultParameterValue(null)] object? path,
        [Optional, DefaultParameterValue(null)] object? Path,
        [Optional, DefaultParameterValue(null)] object? pAth,
        [Optional, DefaultParameterValue(null)] object? paTh,
        [Optional, DefaultParameterValue(null)] object? patH,
        [Optional, DefaultParameterValue(null)] object? PAth,
        [Optional, DefaultParameterValue(null)] object? maxBytes,
        [Optional, DefaultParameterValue(null)] object? backupCount,
        [Optional, DefaultParameterValue(null)] object? interval,
        [Optional, DefaultParameterValue(null)] object? restrictedToMinimumLevel,
        [Optional, DefaultParameterValue(null)] LoggingLevelSwitch? levelSwitch,
        IConfiguration allSettingsOfTheProgram)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(path)] = path,
            [nameof(maxBytes)] = maxBytes,
            [nameof(backupCount)] = backupCount,
            [nameof(interval)] = interval,
            [nameof(restrictedToMinimumLevel)] = restrictedToMinimumLevel,
        };
        var call = new SinkCall(nameof(MtaioJsonFile), IsAudit: true, levelSwitch) { Values = values };
        return FromSettings(allSettingsOfTheProgram, call, settings => sinkConfiguration.MtaioJsonFile(
            settings.Get(nameof(path), ""),
            settings.Get<long?>(nameof(maxBytes), DefaultMaxBytes),
            settings.Get<int?>(nameof(backupCount), DefaultBackupCount),
            settings.Get(nameof(interval), RotationInterval.None),
            settings.Get<ITextFormatter?>("formatter", null),
            settings.Rotation,
            settings.Options,
            settings.Get(nameof(restrictedToMinimumLevel), LevelAlias.Minimum),
            settings.Get<LoggingLevelSwitch?>(nameof(levelSwitch), null)));
    }
}
