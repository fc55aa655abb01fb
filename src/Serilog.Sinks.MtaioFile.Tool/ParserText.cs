using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>Says what the parser of command lines finds, without the names of types.</summary>
static partial class ParserText
{
    public static string Plain(string message)
    {
        if (Value().Match(message) is not { Success: true } found) return message;
        var reason = found.Groups["type"].Value.Contains(nameof(Int32), StringComparison.Ordinal)
            ? $"is no whole number up to {int.MaxValue}; write, for instance, 20"
            : $"is not known{found.Groups["rest"].Value}";
        return $"{found.Groups["name"].Value} = \"{found.Groups["text"].Value}\": {reason}";
    }

    [GeneratedRegex(
        "^Cannot parse argument '(?<text>.*)' for [a-z]+ '(?<name>[^']*)' as expected type '(?<type>[^']*)'(?<rest>.*)$",
        RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Value();
}
