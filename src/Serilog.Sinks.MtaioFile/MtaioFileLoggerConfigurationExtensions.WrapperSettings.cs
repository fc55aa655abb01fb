using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog;

public static partial class MtaioFileLoggerConfigurationExtensions
{
    /// <summary>For Serilog.Settings.Configuration only: checks the whole configuration strictly, and adds the sinks.</summary>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> of a logger configuration.</param>
    /// <param name="configure">Adds the sinks.</param>
    /// <param name="Configure">The section of <c>configure</c>.</param>
    /// <param name="allSettingsOfTheProgram">The whole configuration.</param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentException">The settings have mistakes; the message lists them with their paths.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioTransactions(
        this LoggerSinkConfiguration sinkConfiguration,
        [Optional, DefaultParameterValue(null)] Action<LoggerSinkConfiguration>? configure,
        [Optional, DefaultParameterValue(null)] IConfigurationSection? Configure,
        IConfiguration allSettingsOfTheProgram)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        var call = new SinkCall(nameof(MtaioTransactions), IsAudit: false) { ArgumentPath = Configure?.Path };
        return FromSettings(
            allSettingsOfTheProgram, call, _ => sinkConfiguration.MtaioTransactions(configure!));
    }

    /// <summary>For Serilog.Settings.Configuration only: checks the whole configuration strictly, and adds the sinks.</summary>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> of a logger configuration.</param>
    /// <param name="configure">Adds the sinks.</param>
    /// <param name="Configure">The section of <c>configure</c>.</param>
    /// <param name="cOnfigure">The same as <c>Configure</c>.</param>
    /// <param name="coNfigure">The same as <c>Configure</c>.</param>
    /// <param name="conFigure">The same as <c>Configure</c>.</param>
    /// <param name="confIgure">The same as <c>Configure</c>.</param>
    /// <param name="allSettingsOfTheProgram">The whole configuration.</param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentException">The settings have mistakes; the message lists them with their paths.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioBacktrace(
        this LoggerSinkConfiguration sinkConfiguration,
        [Optional, DefaultParameterValue(null)] Action<LoggerSinkConfiguration>? configure,
        [Optional, DefaultParameterValue(null)] IConfigurationSection? Configure,
        [Optional, DefaultParameterValue(null)] IConfigurationSection? cOnfigure,
        [Optional, DefaultParameterValue(null)] IConfigurationSection? coNfigure,
        [Optional, DefaultParameterValue(null)] IConfigurationSection? conFigure,
        [Optional, DefaultParameterValue(null)] IConfigurationSection? confIgure,
        IConfiguration allSettingsOfTheProgram)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        var call = new SinkCall(nameof(MtaioBacktrace), IsAudit: false) { ArgumentPath = Configure?.Path };
        return FromSettings(
            allSettingsOfTheProgram,
            call,
            settings => sinkConfiguration.MtaioBacktrace(
                configure!,
                settings.Get("limit", DefaultBacktraceLimit),
                KeptBelow(settings),
                settings.Get("trigger", LogEventLevel.Error),
                settings.Get("scope", BacktraceScope.Sink)));
    }

    /// <summary>Verbose would keep nothing. In code it may be the value of a variable.</summary>
    [RequiresUnreferencedCode(FromConfiguration)]
    static LogEventLevel KeptBelow(SinkSettings settings)
    {
        const string Name = "keptBelow";
        var level = settings.Get(Name, LogEventLevel.Information);
        return level > LogEventLevel.Verbose ? level : throw SinkSettings.Refusal(Name, "must be above Verbose, or no event is kept");
    }

    /// <summary>For Serilog.Settings.Configuration only: checks the whole configuration strictly, and adds the set of handlers.</summary>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> of a logger configuration.</param>
    /// <param name="handlers">The argument of that name, as it is in the configuration.</param>
    /// <param name="Handlers">The same as <c>handlers</c>.</param>
    /// <param name="allSettingsOfTheProgram">The whole configuration.</param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentException">The settings have mistakes; the message lists them with their paths.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(FromConfiguration)]
    public static LoggerConfiguration MtaioHandlers(
        this LoggerSinkConfiguration sinkConfiguration,
        [Optional, DefaultParameterValue(null)] string? handlers,
        [Optional, DefaultParameterValue(null)] string? Handlers,
        IConfiguration allSettingsOfTheProgram)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(handlers)] = handlers };
        var call = new SinkCall(nameof(MtaioHandlers), IsAudit: false) { Values = values };
        return FromSettings(
            allSettingsOfTheProgram,
            call,
            settings => sinkConfiguration.MtaioHandlers(settings.Get<MtaioHandlerSet>(nameof(handlers), null!)));
    }
}
