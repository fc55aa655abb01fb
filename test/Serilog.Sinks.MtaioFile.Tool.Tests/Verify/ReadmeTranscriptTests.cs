using System.Text.RegularExpressions;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Verify;

/// <summary>The README shows what the tool says of a log with a deleted archive.</summary>
public sealed class ReadmeTranscriptTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheTranscriptIsWhatTheToolSays()
    {
        var path = _folder["app.clef"];
        using (var log = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile(new CompactJsonFormatter(), path, maxBytes: 4000, options: new() { Sequence = true }).CreateLogger())
        {
            for (var i = 1; i <= 60; i++) log.Information("{Prefix}:{Number}:{Fill};", "line", i, "....................");
        }
        var said = Shown(await ToolRun.Of("verify", path));
        File.Delete(_folder["app.clef.1"]);
        said += Shown(await ToolRun.Of("verify", path));
        var transcript = Regex.Match(Readme(), "<!-- transcript -->\n```\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var shown = transcript.Split('\n').Where(l => l.Length > 0 && l[0] != '>');
        Assert.Equal(WithoutNumbers(string.Join('\n', shown)), WithoutNumbers(said));
    }

    /// <summary>The verdict and the findings, without the tables.</summary>
    string Shown(ToolRun run)
    {
        var folder = _folder.Path + Path.DirectorySeparatorChar;
        return string.Concat(run.Lines.TakeWhile(l => l.Length == 0 || l[0] != ' ').Select(l => l.Replace(folder, "logs/") + "\n"));
    }

    static string WithoutNumbers(string text) =>
        Regex.Replace(Regex.Replace(text.Trim(), @"\b[a-z2-7]{8}#", "RUN#"), @"#[0-9]+(-[0-9]+)?", "#N");

    static string Readme() => File.ReadAllText(Path.Combine(Sources.Root, "README.md")).ReplaceLineEndings("\n");
}
