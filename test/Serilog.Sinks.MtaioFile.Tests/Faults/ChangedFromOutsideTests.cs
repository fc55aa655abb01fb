using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Other programs move, truncate, replace or append to the file while the sink writes it.</summary>
public sealed class ChangedFromOutsideTests : LogUnderTest
{
    static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task AFileThatIsMovedAwayKeepsItsLinesAndANewFileIsCreated()
    {
        var log = Start();
        await LogAsync(log, "one");
        System.IO.File.Move(Path, Folder["app.log.ext"]);
        Clock.Advance(CheckInterval);
        await LogAsync(log, "two");
        Holds(("app.log", "two\n"), ("app.log.ext", "one\n"));
    }

    [FactExcept(Except.Wine, "a deleted file keeps its name while it is open")]
    public async Task AFileThatIsDeletedIsCreatedAgain()
    {
        var log = Start();
        await LogAsync(log, "one");
        System.IO.File.Delete(Path);
        Clock.Advance(CheckInterval);
        await LogAsync(log, "two");
        Holds(("app.log", "two\n"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFileThatIsReplacedByACopyIsContinuedAndNeverEmptied(bool append)
    {
        var log = Start(new MtaioFileOptions { Append = append });
        await LogAsync(log, "one");
        System.IO.File.Copy(Path, Folder["copy"]);
        FileInUse.Replace(Path, with: Folder["copy"]);
        Clock.Advance(CheckInterval);
        await LogAsync(log, "two");
        Holds(("app.log", "one\ntwo\n"));
    }

    [Fact]
    public async Task ReopenFollowsARenameAtOnce()
    {
        var log = Start();
        await LogAsync(log, "one");
        System.IO.File.Move(Path, Folder["moved"]);
        await LogAsync(log, "two");
        await Handle.ReopenAsync();
        await LogAsync(log, "three");
        Holds(("app.log", "three\n"), ("moved", "one\ntwo\n"));
    }

    [Theory]
    [InlineData(0, "two\n")]
    [InlineData(5, "a lon\ntwo\n")]
    [InlineData(7, "a long\ntwo\n")]
    public async Task AFileThatIsTruncatedIsContinuedAtItsNewEnd(int length, string expected)
    {
        var log = Start();
        await LogAsync(log, "a long\nmessage");
        Cut(length);
        await LogAsync(log, "two");
        Holds(("app.log", expected));
    }

    [Fact]
    public async Task AfterATruncationTheSizeLimitAppliesToTheTruncatedFile()
    {
        var log = Start(maxBytes: 10);
        await LogAsync(log, "123456789");
        Cut(0);
        await LogAsync(log, "abcdefghi");
        await LogAsync(log, "j");
        Holds(("app.log", "j\n"), ("app.log.1", "abcdefghi\n"));
    }

    [Theory]
    [InlineData("foreign\n", "one\nforeign\ntwo\n")]
    [InlineData("torn", "one\ntorn\ntwo\n")]
    public async Task LinesThatAnotherProgramAppendsAreKept(string foreign, string expected)
    {
        var log = Start();
        await LogAsync(log, "one");
        FileInUse.Append(Path, foreign);
        await LogAsync(log, "two");
        Holds(("app.log", expected));
    }

    [Fact]
    public async Task LinesThatAnotherProgramAppendsCountTowardsTheSizeLimit()
    {
        var log = Start(maxBytes: 20);
        await LogAsync(log, "one");
        FileInUse.Append(Path, "0123456789ab\n");
        await LogAsync(log, "two");
        Holds(("app.log", "two\n"), ("app.log.1", "one\n0123456789ab\n"));
    }

    [FactExcept(Except.Wine, "a deleted file keeps its name while it is open")]
    public async Task AFolderThatIsRemovedIsCreatedAgain()
    {
        var log = Start();
        await LogAsync(log, "one");
        Directory.Delete(Logs, recursive: true);
        Clock.Advance(CheckInterval);
        await LogAsync(log, "two");
        Holds(("app.log", "two\n"));
        Assert.Empty(Listener.Failures);
    }

    [FactExcept(Except.Wine, "a deleted file keeps its name while it is open")]
    public async Task AFileInPlaceOfTheFolderIsReportedAndWritingResumesWhenItIsGone()
    {
        var log = Start();
        await LogAsync(log, "one");
        Directory.Delete(Logs, recursive: true);
        System.IO.File.WriteAllText(Logs, "in the way");
        await ResumesAfter(log, () => System.IO.File.Delete(Logs));
        Holds(("app.log", "two\n"));
    }

    [FactExcept(Except.Wine, "a deleted file keeps its name while it is open")]
    public async Task AFolderInPlaceOfTheFileIsReportedAndWritingResumesWhenItIsGone()
    {
        var log = Start();
        await LogAsync(log, "one");
        System.IO.File.Delete(Path);
        Directory.CreateDirectory(Path);
        await ResumesAfter(log, () => Directory.Delete(Path));
        Holds(("app.log", "two\n"));
    }

    [FactExcept(Except.Wine, "a deleted file keeps its name while it is open")]
    public async Task ARotationAfterTheFileWasDeletedDoesNotShiftTheArchives()
    {
        var log = Start(maxBytes: 10);
        await LogAsync(log, "123456789");
        await LogAsync(log, "abcdefghi");
        System.IO.File.Delete(Path);
        await LogAsync(log, "ABCDEFGHI");
        Holds(("app.log", "ABCDEFGHI\n"), ("app.log.1", "123456789\n"));
    }

    [Fact]
    public async Task AFileThatAnotherProgramCreatesDuringARotationIsContinued()
    {
        var fileSystem = new FailingFileSystem();
        var log = Start(maxBytes: 10, fileSystem: fileSystem);
        await LogAsync(log, "123456789");
        fileSystem.Before = (operation, path) =>
        {
            if (operation == FileOperation.Open) System.IO.File.WriteAllText(path, "other\n");
        };
        await LogAsync(log, "two");
        Holds(("app.log", "other\ntwo\n"), ("app.log.1", "123456789\n"));
    }

    [Fact]
    public async Task AFileThatAnotherProgramHasLockedIsWrittenWhenTheLockIsReleased()
    {
        Directory.CreateDirectory(Logs);
        var locked = System.IO.File.Open(Path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var log = Start();
        await ResumesAfter(log, locked.Dispose);
        Holds(("app.log", "two\n"));
    }

    [Fact]
    public async Task AFileThatCouldNotBeEmptiedAtFirstIsEmptiedOnceAndNeverLater()
    {
        Directory.CreateDirectory(Logs);
        System.IO.File.WriteAllText(Path, "old\n");
        var fails = true;
        var fileSystem = new FailingFileSystem { Before = (operation, _) => ThrowIf(fails && operation == FileOperation.Truncate) };
        var log = Start(new MtaioFileOptions { Append = false }, fileSystem: fileSystem);
        await ResumesAfter(log, () => fails = false);
        Holds(("app.log", "two\n"));

        System.IO.File.Copy(Path, Folder["copy"]);
        FileInUse.Replace(Path, with: Folder["copy"]);
        Clock.Advance(CheckInterval);
        await LogAsync(log, "three");
        Holds(("app.log", "two\nthree\n"));
    }

    string Logs => Folder["logs"];

    string Path => System.IO.Path.Combine(Logs, "app.log");

    Logger Start(MtaioFileOptions? options = null, long? maxBytes = null, FailingFileSystem? fileSystem = null)
    {
        options ??= new MtaioFileOptions();
        options.TimeProvider = Clock;
        return OpenRotating(maxBytes, backupCount: 5, options, fileSystem: fileSystem, path: Path);
    }

    async Task LogAsync(Logger log, string message)
    {
        log.Information(message);
        await FlushAsync();
    }

    void Cut(long length)
    {
        using var file = System.IO.File.Open(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(length);
    }

    /// <summary>One report, however often it is tried; then the event is written.</summary>
    async Task ResumesAfter(Logger log, Action mend)
    {
        Clock.Advance(CheckInterval);
        log.Information("two");
        var flushed = Handle.FlushAsync();
        Eventually.True(() => Handle.Statistics.Failures > 0, "a failure");
        Eventually.True(() => Tick() && Handle.Statistics.Failures > 3, "more attempts");
        mend();
        Eventually.True(() => Tick() && flushed.IsCompleted, "the event");
        await flushed;
        Assert.Equal(LoggingFailureKind.Temporary, Assert.Single(Listener.Failures).Kind);
    }

    static void ThrowIf(bool fails)
    {
        if (fails) throw new IOException("Input/output error");
    }

    bool Tick()
    {
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        return true;
    }

    /// <summary>Asserts all files below the folder, and thereby that there are no others.</summary>
    void Holds(params (string Name, string Content)[] files) =>
        Assert.Equal(
            files,
            Folder.Files.Select(f => (System.IO.Path.GetFileName(f.Key), f.Value)).OrderBy(f => f.Item1, StringComparer.Ordinal));
}
