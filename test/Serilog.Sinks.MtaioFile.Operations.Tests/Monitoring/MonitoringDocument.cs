using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>docs/monitoring.md and the files of its folder.</summary>
static partial class MonitoringDocument
{
    public static string Page { get; } = Snippets.Read("docs/monitoring.md");

    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "monitoring");

    /// <summary>The block of a language that contains a text.</summary>
    public static string Block(string language, string text) => Assert.Single(
        Blocks().Matches(Page).Where(m => m.Groups["language"].Value == language).Select(m => m.Groups["code"].Value),
        code => code.Contains(text, StringComparison.Ordinal));

    /// <summary>The line of a shell block that begins with a program.</summary>
    public static string Command(string beginning) => Assert.Single(
        Blocks().Matches(Page).Where(m => m.Groups["language"].Value == "sh").SelectMany(m => m.Groups["code"].Value.Split('\n')),
        line => line.StartsWith(beginning, StringComparison.Ordinal));

    [GeneratedRegex(@"^```(?<language>[a-z]+)\n(?<code>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
