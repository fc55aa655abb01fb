using System.Text.Json.Nodes;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>Templates of Serilog.Expressions, which can write the words that other libraries have for levels.</summary>
static class ExpressionTemplates
{
    /// <summary>The level as NLog writes it in capitals.</summary>
    const string Level = "{#if @l = 'Verbose'}TRACE{#else if @l = 'Debug'}DEBUG{#else if @l = 'Information'}INFO"
        + "{#else if @l = 'Warning'}WARN{#else if @l = 'Error'}ERROR{#else}FATAL{#end}";

    /// <summary>The level as log4net writes it with the conversion %-5level.</summary>
    static readonly string PaddedLevel =
        Level.Replace("INFO", "INFO ", StringComparison.Ordinal).Replace("WARN", "WARN ", StringComparison.Ordinal);

    /// <summary>The settings of one sink with a template of Serilog.Expressions instead of the output template.</summary>
    public static string With(string json, string template)
    {
        var settings = JsonNode.Parse(json)!;
        settings["Serilog"]!["Using"]!.AsArray().Add("Serilog.Expressions");
        var args = settings["Serilog"]!["WriteTo"]![0]!["Args"]!.AsObject();
        Assert.True(args.Remove("outputTemplate"));
        args["formatter"] = new JsonObject
        {
            ["type"] = "Serilog.Templates.ExpressionTemplate, Serilog.Expressions",
            ["template"] = template.Replace("{Level}", Level, StringComparison.Ordinal)
                .Replace("{Level,-5}", PaddedLevel, StringComparison.Ordinal),
        };
        return settings.ToJsonString();
    }
}
