using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>docs/monitoring.md and the files of its folder.</summary>
static class MonitoringDocument
{
    public static string Page { get; } = Snippets.Read("docs/monitoring.md");

    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "monitoring");

    /// <summary>The block of a language that contains a text.</summary>
    public static string Block(string language, string text) =>
        Assert.Single(CodeBlock.In(Page, language), code => code.Contains(text, StringComparison.Ordinal)).TrimEnd('\n');

    /// <summary>The line of a shell block that begins with a program.</summary>
    public static string Command(string beginning) => Assert.Single(
        CodeBlock.In(Page, "sh").SelectMany(code => code.Split('\n')), line => line.StartsWith(beginning, StringComparison.Ordinal));
}
