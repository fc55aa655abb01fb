using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Makes a path with words in braces of a file name of log4net.</summary>
static partial class Log4NetPath
{
    /// <param name="file">The file name.</param>
    /// <param name="isPattern">Whether it is a PatternString; else percent signs are text.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="losses">What the path cannot say.</param>
    public static string Convert(string file, bool isPattern, XObject place, Losses losses)
    {
        var path = new StringBuilder();
        var at = 0;
        foreach (Match match in Words().Matches(file))
        {
            var isWord = isPattern || match.Groups["variable"].Success;
            path.Append(TemplateWriter.Escaped(isWord ? file[at..match.Index] : file[at..(match.Index + match.Length)]));
            at = match.Index + match.Length;
            if (isWord) path.Append(Word(match, place, losses));
        }
        return path.Append(TemplateWriter.Escaped(file[at..])).ToString();
    }

    static string Word(Match match, XObject place, Losses losses)
    {
        var variable = match.Groups["variable"].Value;
        if (variable.Length == 0 && match.Groups["name"].Value is "env") variable = match.Groups["option"].Value;
        if (variable.Length > 0)
        {
            losses.Add(place, $"{match.Value}: the environment variable {variable} is to be set where the program runs");
            return $"{{env:{variable}}}";
        }
        if (match.Value is "%%") return "%";
        if (match.Value is "%processid") return "{processId}";
        losses.Add(place, $"{match.Value} has no counterpart in a path; the path is written without it");
        return "";
    }

    [GeneratedRegex(
        @"\$\{(?<variable>\w+)\}|%%|%(?:-?\d+)?(?:\.\d+)?(?<name>[a-zA-Z]+)(?:\{(?<option>[^}]*)\})?", RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    /// <summary>log4net replaces environment variables in each value, this library in paths only.</summary>
    public static void LoseVariables(XElement element, Losses losses)
    {
        foreach (var value in element.Descendants().SelectMany(e => e.Attributes()).Where(v => !IsOfFile(v)))
        {
            foreach (Match match in Variables().Matches(value.Value))
                losses.Add(value, $"{match.Value} is not replaced by the environment variable {match.Groups["name"].Value}");
        }
    }

    static bool IsOfFile(XAttribute value) =>
        value.Parent is { } element
        && (XmlValues.Is(element, "file") || XmlValues.Attribute(element, "name") is { } name
            && string.Equals(name, "file", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\$\{(?<name>\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Variables();
}
