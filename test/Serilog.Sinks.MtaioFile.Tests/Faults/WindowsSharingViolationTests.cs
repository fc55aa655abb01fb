using Serilog.Core;
using Serilog.Sinks.MtaioFile.TestProcess;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Another program has one of the log's files open on Windows, and does not share what the sink needs.</summary>
public sealed class WindowsSharingViolationTests : LogUnderTest
{
    const FileShare WithoutDelete = FileShare.ReadWrite;

    long _last;

    [WindowsTheory]
    [InlineData("app.log", null, WithoutDelete)]
    [InlineData("app.log.1", null, WithoutDelete)]
    [InlineData("app.log.1", null, FileShare.None)]
    [InlineData("app.log.2", null, WithoutDelete)]
    [InlineData("app.log.2", null, FileShare.None)]
    [InlineData("app.log.2", 2, FileShare.None)]
    [InlineData("app.log.1", 1, WithoutDelete)]
    [InlineData("app.log.1", 1, FileShare.None)]
    public async Task AFileThatCannotBeRenamedDelaysTheRotationAndNothingIsLost(string name, int? backupCount, FileShare share)
    {
        var log = OpenRotating(null, backupCount, Patient.Options());
        var archives = Math.Min(backupCount ?? 2, 2);
        for (var i = 0; i < archives; i++)
        {
            Write(log);
            await Handle.RotateAsync();
        }
        Write(log);
        await FlushAsync();
        using (System.IO.File.Open(Folder[name], FileMode.Open, FileAccess.Read, share))
        {
            var failure = await Assert.ThrowsAsync<IOException>(Handle.RotateAsync);
            Assert.Contains("rename", failure.Message, StringComparison.Ordinal);
            Write(log);
            await FlushAsync();
            Assert.Equal(archives, Handle.Statistics.Rotations);
        }
        await Handle.RotateAsync();
        Write(log);
        await FlushAsync();
        log.Dispose();
        AssertComplete(first: backupCount is { } kept ? _last - 10 * Math.Min(kept, 2) - 19 : 1);
    }

    [WindowsFact]
    public async Task ARotationThatFailsAgainAndAgainIsReportedOnceAndSucceedsWhenTheFileIsClosed()
    {
        var log = OpenRotating(500, options: Patient.Options());
        Write(log);
        await FlushAsync();
        using (System.IO.File.Open(LogPath, FileMode.Open, FileAccess.Read, WithoutDelete))
        {
            Eventually.True(() => Wrote(log) && Handle.Statistics.Failures >= 3, "three failed rotations");
            var report = Assert.Single(Listener.Failures);
            Assert.Contains("could not rotate", report.Message, StringComparison.Ordinal);
            Assert.IsType<IOException>(report.Exception);
        }
        Eventually.True(() => Wrote(log) && Handle.Statistics.Rotations > 0, "a rotation");
        log.Dispose();
        Assert.Single(Listener.Failures);
        AssertComplete(first: 1);
    }

    [WindowsTheory]
    [InlineData("app.log", false)]
    [InlineData("app.log.lock", true)]
    public async Task AFileThatAnotherProgramHasForItselfDelaysTheEvents(string name, bool shared)
    {
        Folder.Write(name, "");
        var options = Patient.Options();
        options.Shared = shared;
        options.TimeProvider = Clock;
        var held = System.IO.File.Open(Folder[name], FileMode.Open, FileAccess.Read, FileShare.None);
        var log = OpenPlain(options);
        Write(log);
        for (var failures = 1; failures <= 7; failures++)
        {
            Eventually.True(() => Handle.Statistics.Failures >= failures, $"{failures} failed attempts");
            if (failures < 7) Clock.Advance(RetryBackoff.Longest);
        }
        // The condition of the path is looked at after the attempt.
        Thread.Sleep(300);
        Assert.IsType<IOException>(Assert.Single(Listener.Failures).Exception);
        Assert.Equal(10, Handle.Statistics.Pending);
        held.Dispose();
        // The back-off is over for the lock file alone: the clock stands still.
        if (shared) Clock.Advance(RetryBackoff.Longest);
        await FlushAsync();
        log.Dispose();
        AssertComplete(first: 1);
    }

    [WindowsTheory]
    [InlineData(WithoutDelete)]
    [InlineData(FileShare.None)]
    public async Task AnArchiveThatCannotBeDeletedIsReportedAndDeletedLater(FileShare share)
    {
        var log = OpenRotating(null, 1, Patient.Options(), rotation: new RotationOptions { ArchiveName = Some.DatedNames });
        Write(log);
        await Handle.RotateAsync();
        var first = Assert.Single(Folder.Names, n => n != "app.log");
        using (System.IO.File.Open(Folder[first], FileMode.Open, FileAccess.Read, share))
        {
            Write(log);
            await Handle.RotateAsync();
            Eventually.True(() => Listener.Failures.Count > 0, "a report");
            Assert.IsType<IOException>(Listener.Failures[0].Exception);
            Assert.Contains(first, Folder.Names);
        }
        Write(log);
        await Handle.RotateAsync();
        Eventually.True(() => Folder.Names.Length == 2 && !Folder.Names.Contains(first), "one archive");
        log.Dispose();
        Assert.Single(Listener.Failures);
    }

    [WindowsTheory]
    [InlineData(FileShare.ReadWrite | FileShare.Delete)]
    [InlineData(WithoutDelete)]
    [InlineData(FileShare.None)]
    public async Task AReaderOfAnArchiveDelaysItsCompressionAtMost(FileShare share)
    {
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip };
        var log = OpenRotating(null, options: Patient.Options(), rotation: rotation);
        Folder.Write("app.log.1", LinesFor(1, 10));
        _last = 10;
        using (var reader = System.IO.File.Open(Folder["app.log.1"], FileMode.Open, FileAccess.Read, share))
        {
            Write(log);
            await FlushAsync();
            Eventually.True(() => Listener.Failures.Count > 0 || !Folder.Names.Contains("app.log.1"), "a report or a compression");
            using var text = new StreamReader(reader);
            Assert.Equal(LinesFor(1, 10), text.ReadToEnd());
        }
        await Handle.RotateAsync();
        Eventually.True(() => Folder.Names is ["app.log", "app.log.1.gz", "app.log.2.gz"], () => string.Join(' ', Folder.Names));
        log.Dispose();
        Assert.All(Listener.Failures, f => Assert.IsType<IOException>(f.Exception));
        Assert.InRange(Listener.Failures.Count, 0, 1);
        AssertComplete(first: 1);
    }

    [WindowsFact]
    public async Task ATemporaryFileOfAKilledProcessThatAScannerReadsIsDeletedLater()
    {
        const string Leftover = "app.log.0123456789abcdef.gz.tmp";
        Folder.Write(Leftover, "half");
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip };
        var log = OpenRotating(null, options: Patient.Options(), rotation: rotation);
        using (System.IO.File.Open(Folder[Leftover], FileMode.Open, FileAccess.Read, WithoutDelete))
        {
            Write(log);
            await Handle.RotateAsync();
            Write(log);
            await FlushAsync();
            Assert.Contains(Leftover, Folder.Names);
        }
        await Handle.RotateAsync();
        Eventually.True(() => Folder.Names is ["app.log", "app.log.1.gz", "app.log.2.gz"], () => string.Join(' ', Folder.Names));
        log.Dispose();
        Assert.Empty(Listener.Failures);
        AssertComplete(first: 1);
    }

    bool Wrote(Logger log)
    {
        Write(log);
        return Handle.FlushAsync().Wait(TimeSpan.FromSeconds(30));
    }

    void Write(Logger log)
    {
        for (var i = 0; i < 10; i++) log.Information(NumberedLine.Template, "line", ++_last, NumberedLine.Fill("line", _last, 50));
    }

    static string LinesFor(long first, long last) => string.Concat(
        Numbers.From(first, last).Select(n => $"line:{n}:{NumberedLine.Fill("line", n, 50)};\n"));

    void AssertComplete(long first)
    {
        NumberedFiles.Read(LogPath).AreExactly(first, _last);
        Assert.DoesNotContain(Folder.Names, n => n.EndsWith(".tmp", StringComparison.Ordinal));
    }
}
