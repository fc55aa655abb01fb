using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog;

/// <remarks>
/// Serilog.Settings.Configuration calls the overload with the most parameters that the configuration names, and hands it the whole
/// configuration. The overloads of this file have the required parameter several times, so that they always have the most, and no
/// parameters for most of the others, because the settings library would convert these first, and fail without a path. The last
/// parameter has no default, so that no call in code means them.
/// </remarks>
public static partial class MtaioFileLoggerConfigurationExtensions
{
    const string FromConfiguration = "A configuration names methods, options and types.";

    /// <summary>For Serilog.Settings.Configuration only: checks the whole configuration strictly, and adds the sink.</summary>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> or <c>AuditTo</c> of a logger configuration.</param>
    /// <param name="path">The argument of that name, as it is in the configuration.</param>
    /// <param name="Path">The same as <c>path</c>.</param>
    /// <param name="pAth">The same as <c>path</c>.</param>
    /// <param name="paTh">The same as <c>path</c>.</param>
    /// <param name="patH">The same as <c>path</c>.</param>
    /// <param name="PAth">The same as <c>path</c>.</param>
    /// <param name="maxBytes">The argument of that name, as it is in the configuration.</param>
    /// <param name="backupCount">The argument of that name, as it is in the configuration.</param>
    /// <param name="interval">The argument of that name, as it is in the configuration.</param>
    /// <param name="restrictedToMinimumLevel">The argument of that name, as it is in the configuration.</param>
    /// <param name="levelSwitch">The argument of that name, as the settings library has found it.</param>
    /// <param name="allSettingsOfTheProgram">The whole configuration.</param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentException">The settings have mistakes; the message lists them with their paths.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioRotatingFile(
        this LoggerSinkConfiguration sinkConfiguration,
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
        var call = new SinkCall(nameof(MtaioRotatingFile), IsAudit: false, levelSwitch) { Values = values };
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
        this LoggerSinkConfiguration sinkConfiguration,
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
        var call = new SinkCall(nameof(MtaioFile), IsAudit: false, levelSwitch) { Values = values };
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
        this LoggerSinkConfiguration sinkConfiguration,
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
        var call = new SinkCall(nameof(MtaioJsonFile), IsAudit: false, levelSwitch) { Values = values };
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

    [RequiresUnreferencedCode(FromConfiguration)]
    internal static LoggerConfiguration FromSettings(
        IConfiguration configuration, SinkCall call, Func<SinkSettings, LoggerConfiguration> add)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = SinkSettings.Read(
            configuration, call, typeof(MtaioFileLoggerConfigurationExtensions), typeof(MtaioEnrichmentLoggerConfigurationExtensions));
        try
        {
            return add(settings);
        }
        catch (ArgumentException ex)
        {
            throw settings.Explain(ex);
        }
    }

    [RequiresUnreferencedCode(FromConfiguration)]
    static ITextFormatter TextFormatter(SinkSettings settings) =>
        settings.Get<ITextFormatter?>("formatter", null) ?? OutputTemplate.Formatter(
            settings.Get("outputTemplate", DefaultOutputTemplate), settings.Get<IFormatProvider?>("formatProvider", null));
}
