using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Shipping;

/// <summary>The lnav and jq commands of docs/shipping.md show the output in the document.</summary>
public sealed class SearchingTests : LogUnderTest
{
    [RequiresFact("jq", "sh", "zcat", "date", "sort", "uniq", "head", "wc")]
    public void EveryJqCommandShowsWhatTheDocumentSays() => AssertShown("jq");

    [RequiresFact("lnav", "sh")]
    public void EveryLnavCommandShowsWhatTheDocumentSays() => AssertShown("lnav");

    [RequiresFact("lnav", "sh")]
    public void LnavAcceptsTheFormatFile()
    {
        Run($"lnav -i {Format}");
        Run("lnav -C");
        var broken = System.IO.File.ReadAllText(Format)
            .Replace("(?<body>", "(<body>", StringComparison.Ordinal)
            .Replace("(?<level>", "?<level>", StringComparison.Ordinal);
        Folder.Write("broken.json", broken);
        Assert.ThrowsAny<Exception>(() => Run("lnav -i broken.json"));
    }

    static string Format => Path.Combine(Repository.Root, "docs", "lnav", "mtaiofile.json");

    void AssertShown(string section)
    {
        SearchedLogs.Write(Folder);
        var commands = ShippingDocument.Commands(section);
        Assert.True(commands.Count >= 4, $"only {commands.Count} commands");
        foreach (var (command, output) in commands)
        {
            var shown = Run(command.Replace("docs/lnav/mtaiofile.json", Format, StringComparison.Ordinal));
            if (output is not null) Assert.Equal($"{command}{output}", $"{command}{shown}");
        }
    }

    /// <summary>In the test's folder, which is also the home of what the program keeps.</summary>
    string Run(string command) =>
        Shell.Run(
            "env",
            "-C",
            Folder.Path,
            $"HOME={Folder.Path}",
            $"XDG_CONFIG_HOME={Folder["config"]}",
            $"TMPDIR={Folder.Path}",
            "TERM=dumb",
            "LC_ALL=C.UTF-8",
            "TZ=UTC",
            "sh",
            "-ec",
            command);
}
