using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Guards;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The configurations and commands of docs/shipping.md, for the tests that run them as they stand there.</summary>
static partial class ShippingDocument
{
    static string Text { get; } = Snippets.Read("docs/shipping.md");

    /// <summary>The code block that begins with this comment.</summary>
    public static string Configuration(string title)
    {
        var found = Assert.Single(Block().Matches(Text), m => m.Groups["code"].Value.StartsWith($"# {title}\n", StringComparison.Ordinal));
        return found.Groups["code"].Value;
    }

    /// <summary>The titles of all configurations before the untested ones.</summary>
    public static IReadOnlyList<string> TestedTitles =>
        [
            .. Block()
                .Matches(Text.Split("\n## Untested\n")[0])
                .Where(m => m.Groups["language"].Value == "")
                .Select(m => m.Groups["code"].Value.Split('\n')[0].TrimStart('#', ' ')),
        ];

    public static string Json => Assert.Single(Block().Matches(Text), m => m.Groups["language"].Value == "json").Groups["code"].Value;

    /// <summary>The shell commands of a section, each with the output that the document shows below it, or none.</summary>
    public static IReadOnlyList<(string Command, string? Output)> Commands(string heading)
    {
        var section = Text.Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        return
        [
            .. CommandWithOutput()
                .Matches(section)
                .Select(m => (m.Groups["command"].Value, m.Groups["output"] is { Success: true, Value: var output } ? output : null)),
        ];
    }

    /// <summary>Puts a test's own path, port or name in the place of the document's, which must be there.</summary>
    public static string With(this string configuration, string documented, string own)
    {
        Assert.Contains(documented, configuration, StringComparison.Ordinal);
        return configuration.Replace(documented, own, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^```(?<language>[a-z]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^```sh\n(?<command>.*?)^```$(\n\n```text\n(?<output>.*?)^```$)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CommandWithOutput();
}
