using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SharedProcesses;

/// <summary>Loggers of several processes, with one file for all of them or with a file for each.</summary>
static class SharedContenders
{
    const string Separate = " separate";

    public static readonly string[] All = ["mtaio shared", "mtaio separate", "file shared", "file separate"];

    /// <summary>The file of the process with this index.</summary>
    public static string PathOf(string contender, string folder, int process) =>
        Path.Combine(folder, contender.EndsWith(Separate, StringComparison.Ordinal) ? $"app{process}.log" : "app.log");

    public static Contender Create(string contender, string path) =>
        new SerilogContender(configuration => Configure(contender, configuration, path));

    static LoggerConfiguration Configure(string contender, LoggerConfiguration configuration, string path) => contender switch
    {
        "mtaio shared" => configuration.WriteTo.MtaioFile(path, maxBytes: null, options: new MtaioFileOptions { Shared = true }),
        "mtaio separate" => configuration.WriteTo.MtaioFile(path, maxBytes: null),
        "file shared" => configuration.WriteTo.File(
            path, outputTemplate: SampleEvent.OutputTemplate, fileSizeLimitBytes: null, shared: true),
        "file separate" => configuration.WriteTo.File(path, outputTemplate: SampleEvent.OutputTemplate, fileSizeLimitBytes: null),
        _ => throw new ArgumentException($"there is no contender '{contender}'"),
    };
}
