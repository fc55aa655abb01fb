using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Configuration;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog;

public static partial class MtaioFileLoggerConfigurationExtensions
{
    /// <summary>All mistakes in the settings of a configuration. No sink is created.</summary>
    [RequiresUnreferencedCode(FromConfiguration)]
    internal static SettingsMistakes MistakesIn(IConfiguration configuration)
    {
        var check = new SettingsCheck(
            Planner, typeof(MtaioFileLoggerConfigurationExtensions), typeof(MtaioEnrichmentLoggerConfigurationExtensions));
        return check.Find(configuration);
    }

    [RequiresUnreferencedCode(FromConfiguration)]
    static Action<SinkCall, SinkSettings> Planner()
    {
        var planned = new PlannedSinks();
        return (call, settings) => Validate(call, settings, planned);
    }

    /// <summary>Refuses what the methods refuse.</summary>
    /// <param name="call">The call.</param>
    /// <param name="settings">What the section of the call says.</param>
    /// <param name="planned">The sinks of the calls before.</param>
    [RequiresUnreferencedCode(FromConfiguration)]
    static void Validate(SinkCall call, SinkSettings settings, PlannedSinks planned)
    {
        if (Plan(call.Method, settings) is { } plan)
        {
            Check.Level(settings.Get("restrictedToMinimumLevel", LevelAlias.Minimum));
            planned.Add(plan, call.IsAudit);
        }
        else if (string.Equals(call.Method, nameof(MtaioBacktrace), StringComparison.Ordinal))
        {
            // A wrapper around nothing creates nothing.
            new LoggerConfiguration().WriteTo.MtaioBacktrace(
                _ => { },
                settings.Get("limit", DefaultBacktraceLimit),
                KeptBelow(settings),
                settings.Get("trigger", LogEventLevel.Error),
                settings.Get("scope", BacktraceScope.Sink));
        }
        else if (string.Equals(call.Method, nameof(MtaioEnrichmentLoggerConfigurationExtensions.WithMtaioRecord), StringComparison.Ordinal)
            && settings.Get<LogEventLevel?>("stackInfoLevel", null) is { } level)
        {
            Check.Level(level, "stackInfoLevel");
        }
    }

    /// <summary>The plan of a file sink; null for other methods.</summary>
    [RequiresUnreferencedCode(FromConfiguration)]
    static SinkPlan? Plan(string method, SinkSettings settings)
    {
        var path = settings.Get("path", "");
        return method switch
        {
            nameof(MtaioFile) => SinkPlan.Plain(
                path, TextFormatter(settings), SizeLimit(settings), ArchiveCount(settings), settings.Options),
            nameof(MtaioRotatingFile) => SinkPlan.Rotating(path, TextFormatter(settings), Rotation(settings), settings.Options),
            nameof(MtaioJsonFile) => SinkPlan.Json(
                path, settings.Get<ITextFormatter?>("formatter", null), Rotation(settings), settings.Options),
            nameof(MtaioRollingFile) => RollingPlan(path, settings),
            _ => null,
        };
    }

    [RequiresUnreferencedCode(FromConfiguration)]
    static long? SizeLimit(SinkSettings settings) => settings.Get<long?>("maxBytes", DefaultMaxBytes);

    [RequiresUnreferencedCode(FromConfiguration)]
    static int? ArchiveCount(SinkSettings settings) => settings.Get<int?>("backupCount", DefaultBackupCount);

    [RequiresUnreferencedCode(FromConfiguration)]
    static RotationPlan Rotation(SinkSettings settings) =>
        new(SizeLimit(settings), ArchiveCount(settings), settings.Get("interval", RotationInterval.None), settings.Rotation);

    [RequiresUnreferencedCode(FromConfiguration)]
    static SinkPlan RollingPlan(string path, SinkSettings settings)
    {
        var shape = new RollingFileShape(
            settings.Get("rollingInterval", RotationInterval.None),
            settings.Get<long?>("fileSizeLimitBytes", DefaultFileSizeLimitBytes),
            settings.Get<int?>("retainedFileCountLimit", DefaultRetainedFileCountLimit),
            settings.Get<TimeSpan?>("retainedFileTimeLimit", null));
        var options = RollingFileShape.Options(
            settings.Options,
            settings.Get("shared", false),
            settings.Get<TimeSpan?>("flushToDiskInterval", null),
            settings.Get<Encoding?>("encoding", null),
            settings.Get<MtaioFileHooks?>("hooks", null));
        return shape.Plan(path, TextFormatter(settings), options);
    }
}
