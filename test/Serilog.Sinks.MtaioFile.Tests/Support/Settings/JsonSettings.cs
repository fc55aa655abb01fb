using Microsoft.Extensions.Configuration;
using Serilog.Core;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Loggers configured by JSON text, as applications configure them by appsettings.json.</summary>
static class JsonSettings
{
    /// <summary>
    /// Whether a null in JSON differs from an empty text: since version 10 of the JSON provider, a part of the runtime here.
    /// </summary>
    public static bool KnowsNull => typeof(JsonConfigurationExtensions).Assembly.GetName().Version!.Major >= 10;

    public static IConfigurationRoot Parse(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

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
}
