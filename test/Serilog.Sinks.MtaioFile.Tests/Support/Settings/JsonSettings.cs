using Microsoft.Extensions.Configuration;
using Serilog.Core;
using System.Text;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Loggers configured by JSON text, as applications configure them by appsettings.json.</summary>
static partial class JsonSettings
{
    /// <summary>
    /// Whether a null in JSON differs from an empty text: since version 10 of the JSON provider, a part of the runtime here.
    /// </summary>
    public static bool KnowsNull => typeof(JsonConfigurationExtensions).Assembly.GetName().Version!.Major >= 10;

    public static IConfigurationRoot Parse(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(WithSlashes(json)))).Build();

    /// <summary>Tests put paths into JSON as they are. Those of Windows mean the same with slashes, which need no escapes.</summary>
    public static string WithSlashes(string json) => PathOfWindows().Replace(json, path => path.Value.Replace('\\', '/'));

    public static Logger Logger(string json) => new LoggerConfiguration().ReadFrom.Configuration(Parse(json)).CreateLogger();

    /// <summary>
    /// The settings for one sink: <paramref name="section"/> is WriteTo or AuditTo, <paramref name="args"/> the inside of its Args.
    /// </summary>
    public static string Sink(string section, string sink, string args, string? more = null) =>
        $$"""
        {
          "Serilog": {
            {{(more is null ? "" : more + ",")}}
            "MinimumLevel": "Verbose",
            "{{section}}": [ { "Name": "{{sink}}", "Args": { {{args}} } } ]
          }
        }
        """;

    /// <summary>Configures one sink and logs through it until it is disposed of.</summary>
    public static void Log(string json, Action<ILogger> log)
    {
        using var logger = Logger(json);
        log(logger);
    }

    [GeneratedRegex("""(?<=")[A-Z]:\\(?!\\)[^"]*""")]
    private static partial Regex PathOfWindows();
}
