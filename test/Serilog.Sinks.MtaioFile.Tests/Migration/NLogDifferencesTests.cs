using Microsoft.Extensions.Time.Testing;
using NLog.Layouts;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>What docs/migration.md says about the differences from NLog, shown with both.</summary>
[Collection(ProcessWideState.Name)]
public sealed class NLogDifferencesTests : LogUnderTest
{
    const string Section = "From NLog";
    const string Thirty = "12345678901234567890123456789";

    readonly TempFolder _theirs = new();

    public NLogDifferencesTests()
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
        Clock.SetLocalTimeZone(TimeZoneInfo.Utc);
    }

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
        var peerEvent = new PeerEvent(31, new DateTime(2026, 11, 25, 18, 4, 5, 678, DateTimeKind.Local));
        Assert.Equal(LogEventLevel.Information, peerEvent.Level);
        var theirs = new SimpleLayout(layout).Render(NLogRun.EventOf(peerEvent));
        Assert.NotEmpty(theirs);
        using var ours = new StringWriter();
        OutputTemplate.Formatter(template, formatProvider: null).Format(peerEvent.ToLogEvent(), ours);
        Assert.Equal(theirs.TrimEnd('\n'), $"{ours}".TrimEnd('\n'));
    }

    [Fact]
    [Shows(Section, "`${exception}` in a layout")]
    public void TheirExceptionIsTheTextAloneAndOursHasALineEnd()
    {
        var peerEvent = new PeerEvent(3, DateTime.Now);
        using var ours = new StringWriter();
        OutputTemplate.Formatter("{Exception}", formatProvider: null).Format(peerEvent.ToLogEvent(), ours);
        var theirs = new SimpleLayout("${exception}").Render(NLogRun.EventOf(peerEvent));
        Assert.Equal(($"{peerEvent.Exception}", $"{peerEvent.Exception}\n"), (theirs, $"{ours}"));
    }

    [Fact]
    [Shows(Section, "the words for levels")]
    public void LevelsHaveTheWordsOfThePage()
    {
        var row = MigrationPage.RowsOf(Section, "What differs").Single(r => r[0] == "the words for levels");
        var levels = Enum.GetValues<LogEventLevel>();
        Assert.Equal(MigrationPage.CodeIn(row[1]), levels.Select(l => $"{NLogRun.LevelOf(l)}".ToUpperInvariant()));
        Assert.Equal(MigrationPage.CodeIn(row[2])[..^1], levels.Select(Words.Of));
    }

    [Fact]
    [Shows(Section, "`archiveFileName=\"shop.{#}.log\"` and `archiveNumbering=\"Rolling\"`, which NLog 6 calls obsolete")]
    public async Task TheirNumbersGoUpAndOurNumberOneIsTheNewest()
    {
        using (var theirs = new NLogRun(Migrated.Configuration("nlog-async-daily.config"), _theirs, Clock))
        using (var ours = Migrated.Open(Migrated.Configuration("nlog-async-daily.json"), Folder, Clock))
        {
            for (var day = 0; day < 3; day++)
            {
                if (day > 0) Clock.Advance(TimeSpan.FromDays(1));
                await WriteAsync(theirs, ours, number: day * 5 + 1);
            }
        }
        Assert.Equal(["shop_00.log", "shop_01.log"], NamesIn(_theirs, "logs/archive"));
        Assert.Contains("Order 6 ", _theirs.Text("logs/archive/shop_01.log"), StringComparison.Ordinal);
        Assert.Equal(["shop.1.log", "shop.2.log"], NamesIn(Folder, "logs/archive"));
        Assert.Contains("Order 6 ", Folder.Text("logs/archive/shop.1.log"), StringComparison.Ordinal);
    }

    [Fact]
    [Shows(Section, "a full queue")]
    public void TheirQueueDropsTheOldestEventAndOursWaitsAndSaysSo()
    {
        using var gate = new GatedFormatter();
        using (var theirs = new NLogRun(Target("", """timeToSleepBetweenBatches="60000" queueLimit="2" """), _theirs, Clock))
        using (var ours = new LoggerConfiguration().WriteTo.Fallible(
            f => f.MtaioFile(gate, LogPath, options: new MtaioFileOptions { Batching = new MtaioBatchingOptions { QueueLimit = 2 } }),
            Listener).CreateLogger())
        {
            ours.Information("first");
            gate.AwaitWorker();
            for (var number = 1; number <= 5; number++)
            {
                theirs.Write(new PeerEvent(number * 5 + 1, Clock.GetLocalNow().DateTime));
                ours.Information("event {Number}", number);
            }
            gate.Open();
        }
        Assert.Equal(["Order 21 ", "Order 26 "], Lines(_theirs, "logs/shop.log").Select(l => l[..9]));
        Assert.NotEmpty(Listener.EventsOf(LoggingFailureKind.Permanent));
        Assert.Contains(Lines(Folder, "app.log"), l => l.Contains("dropped", StringComparison.Ordinal));
    }

    [Fact]
    [Shows(Section, "the event that reaches `archiveAboveSize`")]
    public void TheEventThatReachesTheSizeIsInTheirFileAndInOurNextOne()
    {
        using (var theirs = new NLogRun(Target("archiveAboveSize=\"100\" layout=\"" + Thirty + "\""), _theirs, Clock))
        using (var ours = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile(LogPath, outputTemplate: Thirty + "\n", maxBytes: 100).CreateLogger())
        {
            for (var number = 0; number < 5; number++)
            {
                theirs.Write(new PeerEvent(1, Clock.GetLocalNow().DateTime));
                theirs.Flush();
                ours.Information("a");
            }
        }
        Assert.Equal(4, Lines(_theirs, "logs/shop.log").Length);
        Assert.Equal(3, Lines(Folder, "app.log.1").Length);
    }

    [Fact]
    [Shows(Section, "a day without events")]
    public async Task OursArchivesAtMidnightAndTheirsBeforeTheNextEvent()
    {
        using var theirs = new NLogRun(Migrated.Configuration("nlog-async-daily.config"), _theirs, Clock);
        using var ours = Migrated.Open(Migrated.Configuration("nlog-async-daily.json"), Folder, Clock);
        await WriteAsync(theirs, ours, number: 1);
        Clock.Advance(TimeSpan.FromDays(1));
        Eventually.True(() => Folder.Files.ContainsKey("logs/archive/shop.1.log"), "the archive");
        theirs.Flush();
        Assert.Equal(["logs/shop.log"], _theirs.Files.Keys);
        await WriteAsync(theirs, ours, number: 6);
        Assert.Equal(["logs/archive/shop_00.log", "logs/shop.log"], _theirs.Files.Keys);
    }

    [Fact]
    [Shows(Section, "a name that is not known in the configuration")]
    public void TheirsIgnoresANameThatItDoesNotKnowAndOursThrows()
    {
        var wrong = Target("archiveEvry=\"Day\"");
        using (var theirs = new NLogRun(wrong, _theirs, Clock, strict: false)) theirs.Write(new PeerEvent(1, Clock.GetLocalNow().DateTime));
        Assert.NotEmpty(_theirs.Files);
        Assert.Throws<NLog.NLogConfigurationException>(() => new NLogRun(wrong, _theirs, Clock));
        var json = Migrated.Configuration("nlog-async-daily.json").Replace("\"interval\"", "\"intervall\"", StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => Migrated.Open(json, Folder));
    }

    public override void Dispose()
    {
        _theirs.Dispose();
        base.Dispose();
    }

    static string Target(string file, string queue = "") => $$"""
        <nlog>
          <targets>
            <default-wrapper type="AsyncWrapper" {{queue}} />
            <target name="shop" type="File" fileName="${basedir}/logs/shop.log" {{file}}
                    {{(file.Contains("layout", StringComparison.Ordinal) ? "" : "layout=\"${message}\"")}} />
          </targets>
          <rules><logger name="*" writeTo="shop" /></rules>
        </nlog>
        """;

    static async Task WriteAsync(NLogRun theirs, Logger ours, int number)
    {
        var peerEvent = new PeerEvent(number, Migrated.Clock.GetLocalNow().DateTime);
        theirs.Write(peerEvent);
        ours.Write(peerEvent.ToLogEvent());
        theirs.Flush();
        await Migrated.Handle.FlushAsync();
    }

    static string[] NamesIn(TempFolder folder, string name) =>
        [.. Directory.EnumerateFiles(folder[name]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    static string[] Lines(TempFolder folder, string name) => folder.Text(name).TrimEnd('\n').Split('\n');
}
