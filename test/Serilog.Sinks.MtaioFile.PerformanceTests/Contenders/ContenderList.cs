using System.Runtime.CompilerServices;
using Serilog.Formatting.Compact;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>Who takes part, by name. Each has a method of its own, so that a process loads nothing but its own contender.</summary>
static class ContenderList
{
    public const string Null = "null";
    public const string Mtaio = "mtaio";

    /// <summary>Every peer at its best, one name for each.</summary>
    public static readonly string[] PeersAtTheirBest = ["log4net-best", "file-buffered", "nlog-best", "zlogger-best", "async-file"];

    static readonly string[] WithoutJson = ["raw", "mtaio-rotating", "log4net", "log4net-best", "log4net-default"];

    public static readonly string[] Text =
    [
        Null, "raw", Mtaio, "mtaio-rotating", "log4net", "file-buffered", "nlog", "zlogger", "async-file", "file",
        "log4net-best", "nlog-best", "zlogger-best", "log4net-default", "nlog-default", "zlogger-default", "async-file-default",
    ];

    public static readonly string[] Json = [.. Text.Except(WithoutJson)];

    public static bool HasJson(string name) => !WithoutJson.Contains(name);

    public static Contender Create(string name, Setup setup) =>
        setup.Shape is { } shape ? new ShapedContender(CreatePlain(name, setup), shape, IsPositional(name)) : CreatePlain(name, setup);

    static bool IsPositional(string name) =>
        name.StartsWith("log4net", StringComparison.Ordinal) || name.StartsWith("zlogger", StringComparison.Ordinal);

    static Contender CreatePlain(string name, Setup setup) => name switch
    {
        "raw" => Raw(setup),
        "nlog-default" => NLog(setup, Tuning.Default),
        "nlog" => NLog(setup, Tuning.Usual),
        "nlog-best" => NLog(setup, Tuning.Best),
        "zlogger-default" => ZLogger(setup, Tuning.Default),
        "zlogger" => ZLogger(setup, Tuning.Usual),
        "zlogger-best" => ZLogger(setup, Tuning.Best),
        "log4net-default" => Log4Net(setup, Tuning.Default),
        "log4net" => Log4Net(setup, Tuning.Usual),
        "log4net-best" => Log4Net(setup, Tuning.Best),
        _ => new SerilogContender(configuration => Configure(name, WithContext(configuration, setup), setup)),
    };

    public static LoggerConfiguration Configure(string name, LoggerConfiguration configuration, Setup setup) => name switch
    {
        Null => configuration.WriteTo.Sink(new NullSink()),
        Mtaio when setup.Json => MtaioJson(configuration, setup),
        Mtaio => MtaioText(configuration, setup),
        "mtaio-rotating" => MtaioRotating(configuration, setup),
        "file" => File(configuration.WriteTo, setup, buffered: false),
        "file-buffered" => File(configuration.WriteTo, setup, buffered: true),
        "async-file" => AsyncFile(configuration, setup, buffered: true),
        "async-file-default" => AsyncFile(configuration, setup, buffered: false),
        _ => throw new ArgumentException($"there is no contender '{name}'"),
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    static RawContender Raw(Setup setup) => new(setup.Path, setup.First, setup.Count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static NLogContender NLog(Setup setup, Tuning tuning) => new(setup, tuning);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static ZLoggerContender ZLogger(Setup setup, Tuning tuning) => new(setup, tuning);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Log4NetContender Log4Net(Setup setup, Tuning tuning) => new(setup, tuning);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static LoggerConfiguration MtaioJson(LoggerConfiguration configuration, Setup setup) =>
        configuration.WriteTo.MtaioJsonFile(setup.Path, maxBytes: null);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static LoggerConfiguration MtaioText(LoggerConfiguration configuration, Setup setup) =>
        configuration.WriteTo.MtaioFile(setup.Path, maxBytes: null);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static LoggerConfiguration MtaioRotating(LoggerConfiguration configuration, Setup setup) =>
        configuration.WriteTo.MtaioRotatingFile(setup.Path, maxBytes: 10_000_000, backupCount: 5);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static LoggerConfiguration AsyncFile(LoggerConfiguration configuration, Setup setup, bool buffered) =>
        configuration.WriteTo.Async(inner => File(inner, setup, buffered), Setup.QueueLimit, blockWhenFull: true);

    static LoggerConfiguration File(Configuration.LoggerSinkConfiguration writeTo, Setup setup, bool buffered) =>
        setup.Json ? JsonFile(writeTo, setup, buffered) : TextFile(writeTo, setup, buffered);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static LoggerConfiguration JsonFile(Configuration.LoggerSinkConfiguration writeTo, Setup setup, bool buffered) =>
        writeTo.File(new CompactJsonFormatter(), setup.Path, fileSizeLimitBytes: null, buffered: buffered);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static LoggerConfiguration TextFile(Configuration.LoggerSinkConfiguration writeTo, Setup setup, bool buffered) =>
        writeTo.File(setup.Path, outputTemplate: SampleEvent.OutputTemplate, fileSizeLimitBytes: null, buffered: buffered);

    static LoggerConfiguration WithContext(LoggerConfiguration configuration, Setup setup)
    {
        for (var i = 0; i < (setup.Shape?.ContextProperties ?? 0); i++)
            configuration.Enrich.WithProperty($"Context{i}", SampleEvent.Customer);
        return configuration;
    }
}
