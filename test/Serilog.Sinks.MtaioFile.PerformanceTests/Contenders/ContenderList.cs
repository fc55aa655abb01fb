using Serilog.Formatting.Compact;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>Who takes part, by name.</summary>
static class ContenderList
{
    public const string Null = "null";
    public const string Mtaio = "mtaio";

    static readonly string[] WithoutJson = ["raw", "mtaio-rotating", "log4net"];

    public static readonly string[] Text =
    [
        Null, "raw", Mtaio, "mtaio-rotating", "log4net", "file-buffered", "nlog", "zlogger", "async-file", "file",
    ];

    public static readonly string[] Json = [.. Text.Except(WithoutJson)];

    public static Contender Create(string name, Setup setup) => name switch
    {
        "raw" => new RawContender(setup.Path, setup.First, setup.Count),
        "nlog" => new NLogContender(setup),
        "zlogger" => new ZLoggerContender(setup),
        "log4net" => new Log4NetContender(setup),
        _ when setup.Properties > 0 => new PropertiesContender(configuration => Configure(name, configuration, setup), setup.Properties),
        _ => new SerilogContender(configuration => Configure(name, configuration, setup)),
    };

    public static LoggerConfiguration Configure(string name, LoggerConfiguration configuration, Setup setup) => name switch
    {
        Null => configuration.WriteTo.Sink(new NullSink()),
        Mtaio when setup.Json => configuration.WriteTo.MtaioJsonFile(setup.Path, maxBytes: null),
        Mtaio => configuration.WriteTo.MtaioFile(setup.Path, maxBytes: null),
        "mtaio-rotating" => configuration.WriteTo.MtaioRotatingFile(setup.Path, maxBytes: 10_000_000, backupCount: 5),
        "file" => File(configuration, setup, buffered: false),
        "file-buffered" => File(configuration, setup, buffered: true),
        "async-file" => configuration.WriteTo.Async(inner => File(inner, setup, buffered: true), Setup.QueueLimit, blockWhenFull: true),
        _ => throw new ArgumentException($"there is no contender '{name}'"),
    };

    static LoggerConfiguration File(LoggerConfiguration configuration, Setup setup, bool buffered) =>
        File(configuration.WriteTo, setup, buffered);

    static LoggerConfiguration File(Configuration.LoggerSinkConfiguration writeTo, Setup setup, bool buffered) => setup.Json
        ? writeTo.File(new CompactJsonFormatter(), setup.Path, fileSizeLimitBytes: null, buffered: buffered)
        : writeTo.File(setup.Path, outputTemplate: SampleEvent.OutputTemplate, fileSizeLimitBytes: null, buffered: buffered);
}
