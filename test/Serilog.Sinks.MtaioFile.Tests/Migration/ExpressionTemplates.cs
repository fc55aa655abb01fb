using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>Templates of Serilog.Expressions, which can write the words that other libraries have for levels.</summary>
static partial class ExpressionTemplates
{
    /// <summary>The template that docs/migration.md shows, which has the form of a layout of NLog.</summary>
    public static string Shown =>
        JsonNode.Parse(MigrationPage.Examples("The same words for levels", "json").Single())!
            ["Serilog"]!["WriteTo"]![0]!["Args"]!["formatter"]!["template"]!.GetValue<string>();

    /// <summary>The part of it that writes the level, with the width that log4net's %-5level has.</summary>
    public static string PaddedLevel =>
        Level().Match(Shown).Value.Replace("INFO", "INFO ", StringComparison.Ordinal).Replace("WARN", "WARN ", StringComparison.Ordinal);

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
            ["template"] = template,
        };
        return settings.ToJsonString();
    }

    [GeneratedRegex("{#if @l .*?{#end}")]
    private static partial Regex Level();
}
