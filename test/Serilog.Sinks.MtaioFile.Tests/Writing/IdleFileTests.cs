using Serilog.Core;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Files that had no event for long are closed, and opened again by the next event.</summary>
public sealed class IdleFileTests : TimedLogUnderTest
{
    static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    static MtaioFileOptions Options => new() { CloseIdleFileAfter = Idle };

    [Fact]
    public async Task TheFileIsClosedAfterTheTimeAndContinuedByTheNextEvent()
    {
        OpenAt("2024-03-01T10:00Z", options: Options);
        await WriteAsync("e1");
        await RestAsync();
        await WriteAsync("e2");
        Assert.True(FileInUse.IsOpenHere(LogPath));
        Assert.Equal("e1\ne2\n", Folder.Text("app.log"));
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public async Task EachEventBeginsTheTimeAnew()
    {
        OpenAt("2024-03-01T10:00Z", options: Options);
        for (var minute = 0; minute < 20; minute += 4)
        {
            await WriteAsync("e", $"2024-03-01T10:{minute:00}Z");
            await FlushAsync();
            Assert.True(FileInUse.IsOpenHere(LogPath));
        }
    }

    [Fact]
    public async Task TheSizeLimitCountsWhatTheFileHadBefore()
    {
        OpenAt("2024-03-01T10:00Z", maxBytes: 20, options: Options);
        await WriteLinesOfTenBytesAsync("a");
        await RestAsync();
        await WriteLinesOfTenBytesAsync("bc");
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        Assert.Equal(20, Folder.Text("app.log.1").Length);
    }

    [Fact]
    public async Task AClosedFileIsRotatedWhenItsPeriodEnds()
    {
        OpenAt("2024-03-01T10:00Z", options: Options);
        await WriteAsync("e1");
        await RestAsync();
        SetClock("2024-03-02T00:00Z");
        EventuallyTrue(() => Folder.Names.Length == 2 && Folder.Text("app.log").Length == 0, "an empty file for the new period");
        Assert.Equal("e1\n", Folder.Text("app.log.1"));
    }

    [Fact]
    public async Task AClosedFileWithADateInItsNameIsLeftWhenItsPeriodEndsAndTheNextEventBeginsTheNextFile()
    {
        OpenAt("2024-03-01T10:00Z", interval: default(RotationInterval), path: Folder["app-{Date}.log"], backupCount: 1, options: Options);
        await WriteAsync("e1");
        await RestAsync("app-2024-03-01.log");
        SetClock("2024-03-02T00:00:01Z");
        await FlushAsync();
        Assert.Equal(["app-2024-03-01.log"], Folder.Names);
        await WriteAsync("e2", "2024-03-03T00:00Z");
        Assert.Equal(["app-2024-03-01.log", "app-2024-03-03.log"], Folder.Names);
        Assert.Equal("e1\n", Folder.Text("app-2024-03-01.log"));
    }

    [Fact]
    public async Task RotateOnStartDoesNotRotateAFileThatIsOpenedAgain()
    {
        OpenAt("2024-03-01T10:00Z", rotation: new RotationOptions { RotateOnStart = true }, options: Options);
        await WriteAsync("e1");
        await RestAsync();
        await WriteAsync("e2");
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Fact]
    public async Task WithoutAppendAFileThatIsOpenedAgainKeepsItsLines()
    {
        Folder.Write("app.log", "old\n");
        OpenAt("2024-03-01T10:00Z", options: new MtaioFileOptions { CloseIdleFileAfter = Idle, Append = false });
        await WriteAsync("e1");
        await RestAsync();
        await WriteAsync("e2");
        Assert.Equal("e1\ne2\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task AFileThatIsMovedAwayWhileItIsClosedIsCreatedAnew()
    {
        OpenAt("2024-03-01T10:00Z", options: Options);
        await WriteAsync("e1");
        await RestAsync();
        System.IO.File.Move(LogPath, Folder["moved"]);
        await WriteAsync("e2");
        Assert.Equal("e2\n", Folder.Text("app.log"));
        Assert.Equal("e1\n", Folder.Text("moved"));
    }

    [Theory]
    [InlineData("app.log")]
    [InlineData("app-{Date}.log")]
    public async Task AFileThatIsDeletedWhileItIsClosedIsNotCreatedWhenItsPeriodEnds(string name)
    {
        OpenAt("2024-03-01T10:00Z", interval: name == "app.log" ? RotationInterval.Day : default, path: Folder[name], options: Options);
        await WriteAsync("e1");
        await RestAsync(name.Replace("{Date}", "2024-03-01", StringComparison.Ordinal));
        System.IO.File.Delete(Folder[Folder.Names.Single()]);
        SetClock("2024-03-02T00:00:01Z");
        for (var i = 0; i < 5; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await FlushAsync();
        }
        Assert.Empty(Folder.Names);
        await WriteAsync("e2");
        Assert.Equal("e2\n", Folder.Text(Folder.Names.Single()));
    }

    [Fact]
    public async Task ATornLineThatIsAddedWhileTheFileIsClosedIsEnded()
    {
        OpenAt("2024-03-01T10:00Z", options: Options);
        await WriteAsync("e1");
        await RestAsync();
        FileInUse.Append(LogPath, "torn");
        await WriteAsync("e2");
        Assert.Equal("e1\ntorn\ne2\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task AFlushToDiskIncludesWhatWasWrittenBeforeTheFileWasClosed()
    {
        var flushes = 0;
        var fileSystem = new FailingFileSystem { Before = (operation, _) => flushes += operation == FileOperation.FlushToDisk ? 1 : 0 };
        OpenAt("2024-03-01T10:00Z", options: Options, fileSystem: fileSystem);
        await WriteAsync("e1");
        await RestAsync();
        Assert.Equal(1, flushes);
    }

    [Fact]
    public async Task AFileThatCannotBeClosedIsWrittenByTheNextEvent()
    {
        var failures = 0;
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, _) =>
            {
                if (operation == FileOperation.Close && failures++ == 0) throw new InvalidOperationException("once");
            },
        };
        OpenAt("2024-03-01T10:00Z", options: Options, fileSystem: fileSystem);
        await WriteAsync("e1");
        Clock.Advance(Idle);
        EventuallyTrue(() => Volatile.Read(ref failures) > 0, "the end of the idle time");
        await WriteAsync("e2");
        Assert.Equal("e1\ne2\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task ClosingAndRotatingByHandleWorkWhileTheFileIsClosed()
    {
        var log = OpenAt("2024-03-01T10:00Z", options: Options);
        await WriteAsync("e1");
        await RestAsync();
        await Handle.RotateAsync();
        Assert.Equal("e1\n", Folder.Text("app.log.1"));
        await WriteAsync("e2");
        await RestAsync();
        await log.DisposeAsync();
        Assert.Equal("e2\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(accepted: 2, written: 2, rotations: 1, pending: 0);
    }

    [FactExcept(Except.Windows, "it does not tell which files are open")]
    public async Task WithoutTheOptionFilesAreClosedIfMoreThan300AreOpen()
    {
        List<Logger> logs = [];
        try
        {
            for (var i = 0; i < 310; i++)
            {
                var handle = new MtaioFileHandle();
                var path = Folder[$"{i}.log"];
                var log = Open.Logger(to => to.WriteTo.Sink(Open.Plain(path, new() { Handle = handle, TimeProvider = Clock }, null, null)));
                logs.Add(log);
                log.Information("e");
                await handle.FlushAsync();
            }
            Assert.True(LogFile.OpenCount >= 310);
            Clock.Advance(TimeSpan.FromMinutes(2));
            // Which of them, and how many more, depends on the files that other tests have open.
            EventuallyTrue(() => OpenFiles() <= 300, "the end of the idle time");
            foreach (var log in logs) log.Information("again");
        }
        finally
        {
            foreach (var log in logs) await log.DisposeAsync();
        }
        Assert.All(Enumerable.Range(0, 310), i => Assert.Equal("e\nagain\n", Folder.Text($"{i}.log")));

        int OpenFiles() => Directory.EnumerateFiles("/proc/self/fd").Count(
            f => new FileInfo(f).LinkTarget is { } path && Path.GetDirectoryName(path) == Path.GetDirectoryName(LogPath));
    }

    [Fact]
    public void AFileWithHooksStaysOpenAndTheOptionIsRefused()
    {
        var refused = Assert.Throws<ArgumentException>(
            () => OpenPlain(new MtaioFileOptions { CloseIdleFileAfter = Idle, Hooks = new NoHooks() }));
        Assert.Contains("their file stays open", refused.Message, StringComparison.Ordinal);
    }

    async Task RestAsync(string name = "app.log")
    {
        await FlushAsync();
        Clock.Advance(Idle);
        EventuallyTrue(() => !FileInUse.IsOpenHere(Folder[name]), "the end of the idle time");
    }

    /// <summary>Lets the clock go on: the worker may have set its alarm a moment later.</summary>
    void EventuallyTrue(Func<bool> condition, string what) => Eventually.True(
        () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        what);

    sealed class NoHooks : MtaioFileHooks;
}
