using Serilog.Sinks.MtaioFile.Tests.Guards;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The configurations and commands of docs/shipping.md, for the tests that run them as they stand there.</summary>
static class ShippingDocument
{
    static string Text { get; } = Snippets.Read("docs/shipping.md");

    /// <summary>The code block that begins with this comment.</summary>
    public static string Configuration(string title) =>
        Assert.Single(CodeBlock.In(Text), b => b.Code.StartsWith($"# {title}\n", StringComparison.Ordinal)).Code;

    /// <summary>The titles of all configurations before those of the other collectors.</summary>
    public static IReadOnlyList<string> TestedTitles =>
        [
            .. CodeBlock.In(Text.Split("\n## Other collectors\n")[0], language: "").Select(c => c.Split('\n')[0].TrimStart('#', ' ')),
        ];

    public static string Json => Assert.Single(CodeBlock.In(Text, "json"));

    /// <summary>The shell commands of a section, each with the output that the document shows below it, or none.</summary>
    public static IReadOnlyList<(string Command, string? Output)> Commands(string heading)
    {
        var section = Text.Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        return [.. CodeBlock.In(section).Where(b => b.Language == "sh").Select(b => (b.Code, b.Output))];
    }

    /// <summary>Puts a test's own path, port or name in the place of the document's, which must be there.</summary>
    public static string With(this string configuration, string documented, string own)
    {
        Assert.Contains(documented, configuration, StringComparison.Ordinal);
        return configuration.Replace(documented, own, StringComparison.Ordinal);
    }
}
