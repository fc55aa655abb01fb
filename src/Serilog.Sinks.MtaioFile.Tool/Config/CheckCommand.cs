using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Serilog.Sinks.MtaioFile.Tool.Config;

/// <summary>The command <c>config check</c>: tells all mistakes in the settings of the file sinks with their places.</summary>
static class CheckCommand
{
    static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Settings in JSON. Each file replaces values of those before it: appsettings.json appsettings.Production.json",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Writes the result as JSON." };
        var command = new Command("check", "Tells all mistakes in the settings of the file sinks. Creates no sinks and no files.")
        {
            files, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(files), parsed.GetValue(json), parsed.InvocationConfiguration.Output));
        return command;
    }

    static int Run(string[] paths, bool isJson, TextWriter output)
    {
        var files = Array.ConvertAll(paths, JsonSettingsFile.Load);
        List<ConfigurationMistake> mistakes = [.. files.SelectMany(f => f.Mistakes)];
        List<ConfigurationMistake> notChecked = [];
        var hasAny = true;
        // Settings of a file that is read in part would have mistakes that they do not have.
        if (mistakes.Count == 0)
        {
            var settings = new LayeredSettings(files);
            mistakes.AddRange(settings.Mistakes);
            notChecked.AddRange(settings.Unchecked);
            hasAny = settings.HasAny;
        }
        mistakes = [.. InOrder(mistakes, paths)];
        if (isJson) WriteJson(paths, mistakes, notChecked, hasAny, output);
        else WriteText(paths, mistakes, notChecked, hasAny, output);
        return mistakes.Count == 0 ? Exit.Good : Exit.Mistakes;
    }

    /// <summary>As somebody finds them who reads the files.</summary>
    static IEnumerable<ConfigurationMistake> InOrder(IEnumerable<ConfigurationMistake> mistakes, string[] paths) =>
        mistakes.OrderBy(m => Array.IndexOf(paths, m.Position.File)).ThenBy(m => m.Position.Line).ThenBy(m => m.Position.Column);

    static void WriteText(
        string[] paths, List<ConfigurationMistake> mistakes, List<ConfigurationMistake> notChecked, bool hasAny, TextWriter output)
    {
        if (!hasAny)
            output.WriteLine(Terminals.ShownLine(output, $"{string.Join(" + ", paths)}: nothing of Serilog.Sinks.MtaioFile is configured"));
        foreach (var mistake in mistakes.Concat(notChecked))
            output.WriteLine(Terminals.ShownLine(output, $"{mistake.Position}: {mistake.Text}"));
        var found = mistakes.Count switch { 0 => "no mistakes", 1 => "1 mistake", var n => $"{n} mistakes" };
        output.WriteLine(Terminals.ShownLine(output, $"{found} in {string.Join(" + ", paths)}"));
    }

    static void WriteJson(
        string[] paths, List<ConfigurationMistake> mistakes, List<ConfigurationMistake> notChecked, bool hasAny, TextWriter output)
    {
        var result = new
        {
            files = paths, isConfigured = hasAny, mistakes = mistakes.ConvertAll(Shown), notChecked = notChecked.ConvertAll(Shown),
        };
        output.WriteLine(Terminals.Shown(output, JsonSerializer.Serialize(result, Json)));
    }

    static object Shown(ConfigurationMistake mistake) => new
    {
        file = mistake.Position.File,
        line = mistake.Position.Line,
        column = mistake.Position.Column,
        path = mistake.Path,
        text = mistake.Text,
    };
}
