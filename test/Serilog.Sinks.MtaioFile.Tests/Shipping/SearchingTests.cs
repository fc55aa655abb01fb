using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Shipping;

/// <summary>The lnav and jq commands of docs/shipping.md, run as they stand there, show what stands below them.</summary>
public sealed class SearchingTests : IDisposable
{
    readonly TempFolder _folder = new();

    [RequiresFact("jq", "sh", "zcat", "date", "sort", "uniq", "head", "wc")]
    public void EveryJqCommandShowsWhatTheDocumentSays() => AssertShown("jq");

    [RequiresFact("lnav", "sh")]
    public void EveryLnavCommandShowsWhatTheDocumentSays() => AssertShown("lnav");

    [RequiresFact("lnav", "sh")]
    public void LnavTakesTheFormatFile()
    {
        Run($"lnav -i {Format}");
        Run("lnav -C");
        var broken = System.IO.File.ReadAllText(Format).Replace("(?<body>", "(<body>", StringComparison.Ordinal).Replace("(?<level>", "?<level>", StringComparison.Ordinal);
        _folder.Write("broken.json", broken);
        Assert.ThrowsAny<Exception>(() => Run("lnav -i broken.json"));
    }

    public void Dispose() => _folder.Dispose();

    static string Format => Path.Combine(Repository.Root, "docs", "lnav", "mtaiofile.json");

    void AssertShown(string section)
    {
        SearchedLogs.Write(_folder);
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
        Shell.Run("env", "-C", _folder.Path, $"HOME={_folder.Path}", $"XDG_CONFIG_HOME={_folder["config"]}", $"TMPDIR={_folder.Path}", "TERM=dumb", "LC_ALL=C.UTF-8", "TZ=UTC", "sh", "-ec", command);
}
