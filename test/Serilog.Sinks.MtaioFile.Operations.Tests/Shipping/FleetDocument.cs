using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>The commands of docs/many-machines.md and the files in docs/shipping that it hands out.</summary>
static class FleetDocument
{
    public static string Text { get; } = Snippets.Read("docs/many-machines.md");

    public static string PathOf(string file) => Path.Combine(Repository.Root, "docs", "shipping", file);

    public static string File(string file) => Snippets.Read($"docs/shipping/{file}");

    /// <summary>The one command of the page that contains these words.</summary>
    public static string Command(string words) =>
        Assert.Single(Commands, c => c.Contains(words, StringComparison.Ordinal));

    /// <summary>The one command of the file for cron that contains these words.</summary>
    public static string Job(string words)
    {
        var job = Assert.Single(File("cron-ship").Split('\n'), l => !l.StartsWith('#') && l.Contains(words, StringComparison.Ordinal));
        return job[(job.IndexOf(" root ", StringComparison.Ordinal) + " root ".Length)..];
    }

    public static IReadOnlyList<string> Commands => CodeBlock.In(Text, "sh");
}
