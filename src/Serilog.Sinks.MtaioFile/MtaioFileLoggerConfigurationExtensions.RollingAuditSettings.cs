using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Configuration;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog;

public static partial class MtaioFileLoggerConfigurationExtensions
{
    /// <inheritdoc
    ///   cref="MtaioRollingFile(LoggerSinkConfiguration, object, object, object, object, object, object, object, object, object, object,
    ///         object, object, object, object, object, object, LoggingLevelSwitch, IConfiguration)"
    ///   path="/*"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioRollingFile(
        this LoggerAuditSinkConfiguration sinkConfiguration,
        [Optional, DefaultParameterValue(null)] object? path,
        [Optional, DefaultParameterValue(null)] object? Path,
        [Optional, DefaultParameterValue(null)] object? pAth,
        [Optional, DefaultParameterValue(null)] object? paTh,
        [Optional, DefaultParameterValue(null)] object? patH,
        [Optional, DefaultParameterValue(null)] object? PAth,
        [Optional, DefaultParameterValue(null)] object? PaTh,
        [Optional, DefaultParameterValue(null)] object? restrictedToMinimumLevel,
        [Optional, DefaultParameterValue(null)] object? fileSizeLimitBytes,
        [Optional, DefaultParameterValue(null)] object? buffered,
        [Optional, DefaultParameterValue(null)] object? shared,
        [Optional, DefaultParameterValue(null)] object? flushToDiskInterval,
        [Optional, DefaultParameterValue(null)] object? rollingInterval,
        [Optional, DefaultParameterValue(null)] object? rollOnFileSizeLimit,
        [Optional, DefaultParameterValue(null)] object? retainedFileCountLimit,
        [Optional, DefaultParameterValue(null)] object? retainedFileTimeLimit,
        [Optional, DefaultParameterValue(null)] LoggingLevelSwitch? levelSwitch,
        IConfiguration allSettingsOfTheProgram)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(path)] = path, [nameof(restrictedToMinimumLevel)] = restrictedToMinimumLevel,
            [nameof(fileSizeLimitBytes)] = fileSizeLimitBytes, [nameof(buffered)] = buffered, [nameof(shared)] = shared,
            [nameof(flushToDiskInterval)] = flushToDiskInterval, [nameof(rollingInterval)] = rollingInterval,
            [nameof(rollOnFileSizeLimit)] = rollOnFileSizeLimit, [nameof(retainedFileCountLimit)] = retainedFileCountLimit,
            [nameof(retainedFileTimeLimit)] = retainedFileTimeLimit,
        };
        var call = new SinkCall(nameof(MtaioRollingFile), IsAudit: true, levelSwitch) { Values = values };
        return FromSettings(allSettingsOfTheProgram, call, settings => AddRolling(sinkConfiguration, settings));
    }

    [RequiresUnreferencedCode(FromConfiguration)]
    static LoggerConfiguration AddRolling(LoggerAuditSinkConfiguration sinkConfiguration, SinkSettings settings) =>
        sinkConfiguration.MtaioRollingFile(
            TextFormatter(settings),
            settings.Get("path", ""),
            settings.Get("restrictedToMinimumLevel", LevelAlias.Minimum),
            settings.Get<long?>("fileSizeLimitBytes", DefaultFileSizeLimitBytes),
            settings.Get<LoggingLevelSwitch?>("levelSwitch", null),
            settings.Get("buffered", false),
            settings.Get("shared", false),
            settings.Get<TimeSpan?>("flushToDiskInterval", null),
            settings.Get("rollingInterval", RotationInterval.None),
            settings.Get("rollOnFileSizeLimit", false),
            settings.Get<int?>("retainedFileCountLimit", DefaultRetainedFileCountLimit),
            settings.Get<Encoding?>("encoding", null),
            settings.Get<MtaioFileHooks?>("hooks", null),
            settings.Get<TimeSpan?>("retainedFileTimeLimit", null),
            settings.Options);
}
