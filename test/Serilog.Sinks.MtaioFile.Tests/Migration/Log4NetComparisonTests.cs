using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>
/// A file of log4net that rolls by size, and the configuration of this library that replaces it, side by side. A hundredth of the size
/// makes the test quick.
/// </summary>
[Collection(ProcessWideState.Name)]
public sealed class Log4NetComparisonTests : IDisposable
{
    readonly TempFolder _theirs = new();
    readonly TempFolder _ours = new();

    [Fact]
    public void TheSameEventsGiveTheSameNumberOfFilesWithTheSameLines()
    {
        Run(Migrated.Configuration("log4net-size.json"), events: 3900);
        Assert.Equal(["shop.log", "shop.log.1", "shop.log.2", "shop.log.3", "shop.log.4"], NamesIn(_theirs));
        Assert.Equal(NamesIn(_theirs), NamesIn(_ours));
        // Serilog shortens the two words to four letters.
        Assert.Equal(
            Text(_theirs),
            Text(_ours).Replace(" EROR  Shop", " ERROR Shop", StringComparison.Ordinal)
                .Replace(" FATL  Shop", " FATAL Shop", StringComparison.Ordinal));
    }

    [Fact]
    public void BothKeepTheActiveFileAndAsManyArchivesAsTheyAreTold()
    {
        Run(Migrated.Configuration("log4net-size.json"), events: 14_000);
        Assert.Equal(11, NamesIn(_theirs).Length);
        Assert.Equal(NamesIn(_theirs), NamesIn(_ours));
        Assert.Equal(LastLine(_theirs), LastLine(_ours).Replace(" FATL  Shop", " FATAL Shop", StringComparison.Ordinal));
    }

    [Fact]
    public void WithAnExpressionTemplateEveryByteIsTheSame()
    {
        Run(
            ExpressionTemplates.With(
                Migrated.Configuration("log4net-size.json"),
                $$"""{@t:yyyy-MM-dd HH:mm:ss,fff} [{ThreadId}] {{ExpressionTemplates.PaddedLevel}} {SourceContext} - {@m}"""
                + Environment.NewLine + "{@x}"),
            events: 3900);
        Assert.Equal(NamesIn(_theirs), NamesIn(_ours));
        Assert.Equal(Text(_theirs), Text(_ours));
    }

    public void Dispose()
    {
        _theirs.Dispose();
        _ours.Dispose();
    }

    void Run(string ourJson, int events)
    {
        var theirXml = Migrated.Configuration("log4net-size.config");
        using var theirs = new Log4NetRun(theirXml.Replace("6MB", "60KB", StringComparison.Ordinal), _theirs);
        using var ours = Migrated.Open(ourJson.Replace("6MiB", "60KiB", StringComparison.Ordinal), _ours);
        Assert.Equal(60 * 1024, theirs.Appender.MaxFileSize);
        for (var number = 0; number < events; number++)
        {
            var time = new DateTime(2026, 11, 25, 8, 0, 0, DateTimeKind.Local).AddMilliseconds(number);
            var peerEvent = new PeerEvent(number, time);
            theirs.Write(peerEvent);
            ours.Write(peerEvent.ToLogEvent());
        }
    }

    static string[] NamesIn(TempFolder folder) =>
        [.. Directory.EnumerateFiles(folder["logs"]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    /// <summary>
    /// The lines of all files, from the oldest: number 1 is the newest archive in both. The border between two files may be one event
    /// earlier here, because the event that would exceed the limit begins the next file.
    /// </summary>
    static string Text(TempFolder folder) =>
        string.Concat(NamesIn(folder).Skip(1).Reverse().Append("shop.log").Select(n => folder.Text($"logs/{n}")));

    static string LastLine(TempFolder folder) => folder.Text("logs/shop.log").TrimEnd('\n').Split('\n')[^1];
}
