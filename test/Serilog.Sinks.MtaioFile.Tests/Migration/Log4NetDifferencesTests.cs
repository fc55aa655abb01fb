using log4net.Appender;
using log4net.Layout;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>What docs/migration.md says about the differences from log4net, shown with both.</summary>
[Collection(ProcessWideState.Name)]
public sealed class Log4NetDifferencesTests : TimedLogUnderTest
{
    const string Section = "From log4net";
    const string Thirty = "12345678901234567890123456789";

    readonly TempFolder _theirs = new();

    public static TheoryData<string, string> Layouts()
    {
        var data = new TheoryData<string, string>();
        foreach (var row in MigrationPage.RowsOf(Section, "Layout"))
            data.Add(MigrationPage.CodeIn(row[0])[0], MigrationPage.CodeIn(row[1])[0]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void EachLayoutHasATemplate(string layout, string template)
    {
        var peerEvent = new PeerEvent(6, new DateTime(2026, 11, 25, 18, 4, 5, 678, DateTimeKind.Local));
        Assert.Equal(LogEventLevel.Information, peerEvent.Level);
        using var theirs = new StringWriter();
        new PatternLayout(layout).Format(theirs, Log4NetRun.EventOf(peerEvent));
        using var ours = new StringWriter();
        OutputTemplate.Formatter(template, formatProvider: null).Format(peerEvent.ToLogEvent(), ours);
        Assert.NotEmpty($"{theirs}");
        Assert.Equal($"{theirs}", $"{ours}");
    }

    [Fact]
    [Shows(Section, "the words for levels")]
    public void LevelsHaveTheWordsOfThePage()
    {
        var row = MigrationPage.RowsOf(Section, "What differs").Single(r => r[0] == "the words for levels");
        var levels = Enum.GetValues<LogEventLevel>();
        Assert.Equal(MigrationPage.CodeIn(row[1]), levels.Select(l => Log4NetRun.LevelOf(l).Name));
        Assert.Equal(MigrationPage.CodeIn(row[2])[..^1], levels.Select(Words.Of));
    }

    [Fact]
    public void BothWriteALineEndBehindAnException()
    {
        var peerEvent = new PeerEvent(3, DateTime.Now);
        using var theirs = new StringWriter();
        new PatternLayout("%exception").Format(theirs, Log4NetRun.EventOf(peerEvent));
        using var ours = new StringWriter();
        OutputTemplate.Formatter("{Exception}", formatProvider: null).Format(peerEvent.ToLogEvent(), ours);
        Assert.Equal(($"{peerEvent.Exception}\n", $"{theirs}"), ($"{theirs}", $"{ours}"));
    }

    [Fact]
    [Shows(Section, "`${NAME}`")]
    public void TheirVariablesAreInEachValueAndOursInPaths()
    {
        Environment.SetEnvironmentVariable("MTAIO_LIMIT", "3KB");
        Environment.SetEnvironmentVariable("MTAIO_FILE", "shop");
        try
        {
            var xml = Migrated.Configuration("log4net-size.config").Replace("6MB", "${MTAIO_LIMIT}", StringComparison.Ordinal)
                .Replace("logs/shop.log", "logs/${MTAIO_FILE}.log", StringComparison.Ordinal);
            using var theirs = new Log4NetRun(xml, _theirs);
            Assert.Equal((3 * 1024, "shop.log"), (theirs.Appender.MaxFileSize, Path.GetFileName(theirs.Appender.File)));
            using (var ours = new LoggerConfiguration().WriteTo.MtaioFile(InFolder("{env:MTAIO_FILE}-${MTAIO_LIMIT}.log".Replace(
                "${MTAIO_LIMIT}", "${{MTAIO_LIMIT}}", StringComparison.Ordinal))).CreateLogger()) ours.Information("x");
            Assert.True(Path.Exists(InFolder("shop-${MTAIO_LIMIT}.log")));
        }
        finally
        {
            Environment.SetEnvironmentVariable("MTAIO_LIMIT", null);
            Environment.SetEnvironmentVariable("MTAIO_FILE", null);
        }
    }

    string InFolder(string name) => Path.Combine(Path.GetDirectoryName(LogPath)!, name);

    [Fact]
    [Shows(Section, "the event that reaches the size limit")]
    public void TheEventThatReachesTheSizeIsInTheirFileAndInOurNextOne()
    {
        var xml = Migrated.Configuration("log4net-size.config").Replace("6MB", "100", StringComparison.Ordinal)
            .Replace("%date [%thread] %-5level %logger - %message", Thirty, StringComparison.Ordinal);
        using (var theirs = new Log4NetRun(xml, _theirs))
        using (var ours = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile(LogPath, outputTemplate: Thirty + "\n", maxBytes: 100).CreateLogger())
        {
            for (var number = 0; number < 5; number++)
            {
                theirs.Write(new PeerEvent(1, DateTime.Now));
                ours.Information("a");
            }
        }
        Assert.Equal(4 * 30, _theirs.Bytes("logs/shop.log.1").Length);
        Assert.Equal(3 * 30, Folder.Bytes("app.log.1").Length);
    }

    [Fact]
    [Shows(Section, "`maxSizeRollBackups` with `rollingStyle` `Date`")]
    public async Task TheirFilesOfAllDaysStayAndOursAreCounted()
    {
        var xml = Migrated.Configuration("log4net-size.config").Replace("\"Size\"", "\"Date\"", StringComparison.Ordinal)
            .Replace("<maxSizeRollBackups value=\"10\" />", "<maxSizeRollBackups value=\"2\" />", StringComparison.Ordinal);
        OpenAt(
            "2026-11-01 08:00", backupCount: 2, rotation: new RotationOptions { ArchiveName = "{name}.{date:yyyy-MM-dd}.{n}" });
        using var theirs = new Log4NetRun(xml, _theirs);
        theirs.Appender.DateTimeStrategy = new SetTime(Clock);
        theirs.Appender.ActivateOptions();
        for (var day = 1; day <= 5; day++)
        {
            await WriteAsync("a", $"2026-11-0{day} 08:00");
            theirs.Write(new PeerEvent(1, DateTime.Now));
        }
        Assert.Equal(4, _theirs.Files.Keys.Count(n => n.StartsWith("logs/shop.log.2026-11-0", StringComparison.Ordinal)));
        Eventually.True(() => Folder.Names.Length == 3, () => string.Join(", ", Folder.Names));
    }

    [Fact]
    [Shows(Section, "when an event is in the file")]
    public void TheirsIsInTheFileWhenTheCallHasReturned()
    {
        using var gate = new GatedFormatter();
        using var ours = OpenPlain(formatter: gate);
        using var theirs = new Log4NetRun(Migrated.Configuration("log4net-size.config"), _theirs);
        theirs.Write(new PeerEvent(1, DateTime.Now));
        ours.Information("a");
        var (theirText, ourText) = (_theirs.Text("logs/shop.log"), string.Concat(Folder.Files.Values));
        gate.Open();
        Assert.NotEmpty(theirText);
        Assert.Empty(ourText);
    }

    [Fact]
    [Shows(Section, "a name that is not known in the configuration")]
    public void TheirsIgnoresANameThatItDoesNotKnowAndOursThrows()
    {
        var xml = Migrated.Configuration("log4net-size.config")
            .Replace("<maxSizeRollBackups ", "<maxSizeRollBackup ", StringComparison.Ordinal);
        using (var theirs = new Log4NetRun(xml, _theirs)) theirs.Write(new PeerEvent(1, DateTime.Now));
        Assert.NotEmpty(_theirs.Text("logs/shop.log"));
        var json = Migrated.Configuration("log4net-size.json").Replace("\"backupCount\"", "\"backupCounts\"", StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => Migrated.Open(json, Folder));
    }

    public override void Dispose()
    {
        base.Dispose();
        _theirs.Dispose();
    }

    sealed class SetTime(TimeProvider clock) : RollingFileAppender.IDateTime
    {
        public DateTime Now => clock.GetLocalNow().DateTime;
    }
}
