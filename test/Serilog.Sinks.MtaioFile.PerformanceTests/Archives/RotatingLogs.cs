using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Archives;

/// <summary>Loggers that keep all archives and start a new file with each event, on the calling thread.</summary>
static class RotatingLogs
{
    public const string Numbered = "mtaio numbered";
    public const string Dated = "mtaio dated";

    public static readonly string[] All = [Numbered, Dated, "log4net", "nlog", "file"];

    static readonly DateTime FirstDay = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public static Contender Create(string name, string path) => name switch
    {
        "log4net" => Log4NetContender.Rolling(path),
        "nlog" => NLogContender.Rolling(path),
        _ => new SerilogContender(configuration => Configure(name, configuration, path)),
    };

    /// <summary>The name that a contender gives to an archive.</summary>
    public static string ArchiveName(string name, string path, int number) => name switch
    {
        Numbered or "log4net" => $"{path}.{number}",
        Dated => $"{path}.{FirstDay.AddDays(number):yyyy-MM-dd}.1",
        "nlog" => Path.ChangeExtension(path, null) + $"_{number:00}.log",
        _ => Path.ChangeExtension(path, null) + $"_{number:000}.log",
    };

    static LoggerConfiguration Configure(string name, LoggerConfiguration configuration, string path) => name switch
    {
        Numbered => configuration.AuditTo.MtaioRotatingFile(path, maxBytes: 1, backupCount: null),
        Dated => configuration.AuditTo.MtaioRotatingFile(
            path, maxBytes: 1, backupCount: null, rotation: new RotationOptions { ArchiveName = "{name}.{date}.{n}" }),
        "file" => configuration.WriteTo.File(
            path,
            outputTemplate: SampleEvent.OutputTemplate,
            fileSizeLimitBytes: 1,
            rollOnFileSizeLimit: true,
            retainedFileCountLimit: null),
        _ => throw new ArgumentException($"there is no contender '{name}'"),
    };
}
