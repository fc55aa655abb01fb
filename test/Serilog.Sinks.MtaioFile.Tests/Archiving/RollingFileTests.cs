using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Files that keep their names: the active file has the date of its period, or a number, in its name.</summary>
public sealed class RollingFileTests : TimedLogUnderTest
{
    const string Morning = "2026-11-25T08:00Z";
    const string NextMorning = "2026-11-26T08:00Z";

    [Fact]
    public async Task ADateInThePathMakesAFileADayAndRenamesNothing()
    {
        using (OpenRolling("app-{date}.log", Morning))
        {
            await WriteAsync("e1");
            await WriteAsync("e2", NextMorning);
        }
        Assert.Equal(Contents(("app-2026-11-25.log", "e1\n"), ("app-2026-11-26.log", "e2\n")), Folder.Files);
    }

    [Fact]
    public async Task FilesOfOnePeriodAreNumberedAndSortByName()
    {
        using (OpenRolling("app-{date:yyyyMMdd}.log", Morning, maxBytes: 10)) await WriteLinesOfTenBytesAsync("abcdefghijklm");
        var expected = Enumerable.Range(1, 12).Select(n => $"app-20261125_{n:000}.log").Prepend("app-20261125.log");
        Assert.Equal(expected, Folder.Names);
        Assert.Equal("abcdefghijklm", string.Concat(Folder.Names.Select(n => Folder.Text(n)[0])));
    }

    [Fact]
    public async Task ANewRunContinuesTheNewestFileOfThePeriod()
    {
        using (OpenRolling("app-{date}.log", Morning, maxBytes: 20)) await WriteLinesOfTenBytesAsync("abc");
        using (OpenRolling("app-{date}.log", Morning, maxBytes: 20)) await WriteLinesOfTenBytesAsync("de");
        Assert.Equal(["app-2026-11-25.log", "app-2026-11-25_001.log", "app-2026-11-25_002.log"], Folder.Names);
        Assert.Equal("cccccccccddddddddd", Folder.Text("app-2026-11-25_001.log").Replace("\n", ""));
    }

    [Fact]
    public async Task BackupCountCountsTheFilesThatWereLeft()
    {
        using (OpenRolling("app-{date}.log", Morning, backupCount: 2))
        {
            for (var day = 1; day <= 5; day++) await WriteAsync($"e{day}", $"2026-12-0{day}T08:00Z");
        }
        Assert.Equal(["app-2026-12-03.log", "app-2026-12-04.log", "app-2026-12-05.log"], Folder.Names);
    }

    [Fact]
    public async Task WithoutBackupsAFileIsDeletedWhenItIsLeft()
    {
        using (OpenRolling("app-{date}.log", Morning, backupCount: 0))
        {
            await WriteAsync("e1");
            await WriteAsync("e2", NextMorning);
        }
        Assert.Equal(Contents(("app-2026-11-26.log", "e2\n")), Folder.Files);
    }

    [Fact]
    public async Task AFileThatWasLeftIsCompressedAndTheActiveFileIsNot()
    {
        var gzip = new RotationOptions { Compression = ArchiveCompression.GZip };
        using (OpenRolling("app-{date}.log", Morning, rotation: gzip))
        {
            await WriteAsync("e1");
            await WriteAsync("e2", NextMorning);
        }
        Assert.Equal(["app-2026-11-25.log.gz", "app-2026-11-26.log"], Folder.Names);
        using (OpenRolling("app-{date}.log", NextMorning, rotation: gzip)) await WriteAsync("e3");
        Assert.Equal("e2\ne3\n", Folder.Text("app-2026-11-26.log"));
    }

    [Fact]
    public async Task ThePeriodsEndLeavesTheFileAndCreatesNone()
    {
        using (OpenRolling("app-{date}.log", Morning))
        {
            await WriteAsync("e1");
            SetClock(NextMorning);
            await FlushAsync();
            Assert.Equal(["app-2026-11-25.log"], Folder.Names);
        }
        Assert.Equal(Contents(("app-2026-11-25.log", "e1\n")), Folder.Files);
    }

    [Fact]
    public async Task RotatingByHandBeginsTheNextNumberWithTheNextEvent()
    {
        using (OpenRolling("app-{date}.log", Morning))
        {
            await WriteAsync("e1");
            await Handle.RotateAsync();
            Assert.Equal(["app-2026-11-25.log"], Folder.Names);
            await WriteAsync("e2");
            Assert.Equal(Folder["app-2026-11-25_001.log"], Handle.Path);
        }
        Assert.Equal(Contents(("app-2026-11-25.log", "e1\n"), ("app-2026-11-25_001.log", "e2\n")), Folder.Files);
    }

    [Fact]
    public async Task OtherFilesOfTheFolderAreNeverTouched()
    {
        string[] others =
            ["app-.log", "app-2026-11-25.log.bak", "app-2026-11-25_1.log", "app-2026-11-25_0001.log", "app-2026-13-01.log", "app-x.log",
             "xapp-2026-11-20.log", "app-2026-11-20_000.log",
             .. Some.OtherNames("app-2026-11-20.LOG")];
        foreach (var other in others) Folder.Write(other, "mine");
        Folder.Write("app-2026-11-20.log", "old\n");
        using (OpenRolling("app-{date}.log", Morning, backupCount: 0, rotation: new RotationOptions { RetainedAge = TimeSpan.FromDays(1) }))
        {
            await WriteAsync("e1");
            await WriteAsync("e2", NextMorning);
        }
        Assert.Equal(others.Append("app-2026-11-26.log").Order(StringComparer.Ordinal), Folder.Names);
        Assert.All(others, o => Assert.Equal("mine", Folder.Text(o)));
    }

    [Fact]
    public async Task ProcessMachineAndEnvironmentAreFilledIn()
    {
        Environment.SetEnvironmentVariable("MTAIO_TEST_NAME", "shop");
        using (OpenRolling("{env:MTAIO_TEST_NAME}-{ProcessId}-{machineName}.{{x}}.log", Morning)) await WriteAsync("e1");
        Assert.Equal([$"shop-{Environment.ProcessId}-{Environment.MachineName}.{{x}}.log"], Folder.Names);
    }

    [FactExcept(Except.Wine, "it has no symbolic links")]
    public async Task ALinkLeadsToTheActiveFile()
    {
        var link = new RotationOptions { LatestLink = "latest.log" };
        using (OpenRolling("app-{date}.log", Morning, backupCount: 0, rotation: link))
        {
            await WriteAsync("e1");
            Assert.Equal("app-2026-11-25.log", new FileInfo(Folder["latest.log"]).LinkTarget);
            await WriteAsync("e2", NextMorning);
        }
        Assert.Equal(["app-2026-11-26.log", "latest.log"], Folder.Names);
        Assert.Equal("e2\n", Folder.Text("latest.log"));
    }

    [Fact]
    public async Task AFileInTheWayOfTheLinkStaysAndIsReportedOnce()
    {
        Folder.Write("latest.log", "mine");
        using (OpenRolling("app-{date}.log", Morning, rotation: new RotationOptions { LatestLink = "latest.log" }))
        {
            await WriteAsync("e1");
            await WriteAsync("e2", NextMorning);
        }
        Assert.Equal("mine", Folder.Text("latest.log"));
        Assert.Contains("latest.log", Assert.Single(Listener.Failures).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoSinksOnOnePathFollowEachOther()
    {
        using var first = OpenRolling("app-{date}.log", Morning, maxBytes: 20);
        var firstHandle = Handle;
        using var second = OpenRolling("app-{date}.log", Morning, maxBytes: 20);
        for (var number = 1; number <= 20; number++)
        {
            (number % 2 == 0 ? first : second).Information("line {Number:0000}", number);
            await firstHandle.FlushAsync();
            await Handle.FlushAsync();
        }
        Assert.Equal(10, Folder.Names.Length);
        var lines = Folder.Names.SelectMany(n => FileInUse.Lines(Folder[n]));
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"line {n:0000}"), lines);
    }

    [Fact]
    public async Task HooksGetThePathsOfTheFiles()
    {
        var hooks = new Recorder();
        var options = new MtaioFileOptions { Hooks = hooks };
        using (OpenRolling("app-{date}.log", Morning, options: options))
        {
            await WriteAsync("e1");
            await WriteAsync("e2", NextMorning);
        }
        Assert.Equal(
            [
                "opened app-2026-11-25.log", "rotating app-2026-11-25.log", "rotated app-2026-11-25.log, next app-2026-11-26.log",
                "opened app-2026-11-26.log",
            ],
            hooks.Calls);
    }

    [Fact]
    public async Task AClockThatGoesBackDoesNotLeaveTheFile()
    {
        using (OpenRolling("app-{date}.log", NextMorning))
        {
            await WriteAsync("e1");
            await WriteAsync("e2", Morning);
            await WriteAsync("e3", NextMorning);
        }
        Assert.Equal(Contents(("app-2026-11-26.log", "e1\ne2\ne3\n")), Folder.Files);
    }

    [FactExcept(Except.Wine, "a deleted file keeps its name while it is open")]
    public async Task AFileThatIsDeletedIsMadeAgain()
    {
        using (OpenRolling("app-{date}.log", Morning))
        {
            await WriteAsync("e1");
            System.IO.File.Delete(Folder["app-2026-11-25.log"]);
            Clock.Advance(TimeSpan.FromSeconds(2));
            await WriteAsync("e2");
        }
        Assert.Equal(Contents(("app-2026-11-25.log", "e2\n")), Folder.Files);
    }

    [Fact]
    public async Task AnEmptyFileOfAnotherDayTakesNoEvents()
    {
        Clock = new(Utc.At(Morning));
        Clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        var handle = new MtaioFileHandle();
        var options = new MtaioFileOptions { TimeProvider = Clock, Handle = handle };
        using (var log = Open.Logger(to => to.AuditTo.MtaioRotatingFile(new LineFormatter(), Folder["app-{date}.log"], options: options)))
        {
            Assert.Equal(["app-2026-11-25.log"], Folder.Names);
            SetClock(NextMorning);
            log.Information("e1");
            await handle.FlushAsync();
        }
        Assert.Equal(Contents(("app-2026-11-25.log", ""), ("app-2026-11-26.log", "e1\n")), Folder.Files);
    }

    [Fact]
    public async Task AFolderWithTheNameOfTheFileIsPassedOver()
    {
        Directory.CreateDirectory(Folder["app-2026-11-25.log"]);
        using (OpenRolling("app-{date}.log", Morning)) await WriteAsync("e1");
        Assert.Equal("e1\n", Folder.Text("app-2026-11-25_001.log"));
    }

    [Theory]
    [InlineData("app-{date}.log", "Hour", "app-2026-11-25_08.log")]
    [InlineData("app-{date}.log", "Month", "app-2026-11-01.log")]
    [InlineData("app-{date:yyyyMM}.log", "None", "app-202611.log")]
    [InlineData("app-{Date:yyyy-MM-dd_HH-mm}.log", "None", "app-2026-11-25_08-30.log")]
    [InlineData("{date}", "Day", "2026-11-25")]
    [InlineData("app-{date}.log", "15m", "app-2026-11-25_08-30.log")]
    [InlineData("app-{date}.log", "Day 09:00", "app-2026-11-24.log")]
    [InlineData("app-{date}.log", "Sunday", "app-2026-11-22.log")]
    public async Task ADateIsThatOfThePeriod(string path, string interval, string name)
    {
        using (OpenRolling(path, "2026-11-25T08:30:30Z", interval: RotationInterval.Parse(interval))) await WriteAsync("e1");
        Assert.Equal([name], Folder.Names);
    }

    Core.Logger OpenRolling(
        string path,
        string utc,
        long? maxBytes = null,
        int? backupCount = null,
        RotationInterval interval = default,
        RotationOptions? rotation = null,
        MtaioFileOptions? options = null) =>
        OpenAt(utc, "UTC", interval, rotation, maxBytes, backupCount, path: Folder[path], options: options);

    static SortedDictionary<string, string> Contents(params (string Name, string Content)[] files) =>
        new(files.ToDictionary(f => f.Name, f => f.Content, StringComparer.Ordinal), StringComparer.Ordinal);

    sealed class Recorder : MtaioFileHooks
    {
        public List<string> Calls { get; } = [];

        public override void OnFileOpened(string path, TextWriter header) => Calls.Add($"opened {Path.GetFileName(path)}");

        public override void OnRotating(string path, TextWriter footer) => Calls.Add($"rotating {Path.GetFileName(path)}");

        public override void OnRotated(string path, string archivePath) =>
            Calls.Add($"rotated {Path.GetFileName(archivePath)}, next {Path.GetFileName(path)}");
    }
}
