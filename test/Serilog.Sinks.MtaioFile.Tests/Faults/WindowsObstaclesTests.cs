using Serilog.Core;
using Serilog.Sinks.MtaioFile.TestProcess;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Read-only files, folders in the way and long paths on Windows.</summary>
public sealed class WindowsObstaclesTests : LogUnderTest
{
    long _last;

    [WindowsFact]
    public async Task EventsWaitWhileTheFileIsReadOnly()
    {
        Folder.Write("app.log", "");
        SetReadOnly("app.log", true);
        var log = OpenPlain(OnClock());
        Write(log);
        AwaitLongBackoff();
        Assert.Equal(10, Handle.Statistics.Pending);
        Assert.Contains("could not write", Assert.Single(Listener.Failures).Message, StringComparison.Ordinal);
        SetReadOnly("app.log", false);
        await FlushAsync();
        log.Dispose();
        NumberedFiles.Read(LogPath).AreExactly(1, _last);
    }

    [WindowsFact]
    public async Task AFileThatBecomesReadOnlyIsWrittenAndRotated()
    {
        var log = OpenRotating(null, options: Patient.Options());
        Write(log);
        await FlushAsync();
        SetReadOnly("app.log", true);
        Write(log);
        await Handle.RotateAsync();
        Write(log);
        await FlushAsync();
        log.Dispose();
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        SetReadOnly("app.log.1", false);
        Assert.Empty(Listener.Failures);
        NumberedFiles.Read(LogPath).AreExactly(1, _last);
    }

    [WindowsTheory]
    [InlineData("None")]
    [InlineData("GZip")]
    public async Task ReadOnlyArchivesAreShiftedCompressedAndDeleted(string compression)
    {
        var rotation = new RotationOptions { Compression = ArchiveCompression.Named[compression] };
        if (compression != "None") rotation.UncompressedArchives = 1;
        var log = OpenRotating(null, backupCount: 2, Patient.Options(), rotation: rotation);
        for (var i = 0; i < 4; i++)
        {
            Write(log);
            await Handle.RotateAsync();
            SetReadOnly("app.log.1", true);
        }
        var second = compression == "None" ? "app.log.2" : "app.log.2.gz";
        Eventually.True(() => Folder.Names.SequenceEqual(["app.log", "app.log.1", second]), () => string.Join(' ', Folder.Names));
        log.Dispose();
        NumberedFiles.Read(LogPath).AreExactly(21, _last);
        Assert.Empty(Listener.Failures);
        foreach (var name in Folder.Names) SetReadOnly(name, false);
    }

    [WindowsFact]
    public async Task AReadOnlyFolderTakesFiles()
    {
        Directory.CreateDirectory(Folder["logs"]);
        SetReadOnly("logs", true);
        var log = OpenRotating(null, options: Patient.Options(), path: Folder[@"logs\app.log"]);
        Write(log);
        await Handle.RotateAsync();
        Write(log);
        await FlushAsync();
        log.Dispose();
        SetReadOnly("logs", false);
        NumberedFiles.Read(Folder[@"logs\app.log"]).AreExactly(1, _last);
    }

    [WindowsTheory]
    [InlineData("app.log.1")]
    [InlineData("app.log.2")]
    public async Task AFolderWithTheNameOfAnArchiveDelaysTheRotation(string name)
    {
        var log = OpenRotating(null, options: Patient.Options());
        Write(log);
        if (name == "app.log.2") await Handle.RotateAsync();
        Directory.CreateDirectory(Folder[name]);
        Write(log);
        var failure = await Assert.ThrowsAsync<IOException>(Handle.RotateAsync);
        Assert.Contains("is in the way", failure.Message, StringComparison.Ordinal);
        Directory.Delete(Folder[name]);
        await Handle.RotateAsync();
        Write(log);
        await FlushAsync();
        log.Dispose();
        NumberedFiles.Read(LogPath).AreExactly(1, _last);
    }

    [WindowsFact]
    public async Task PathsLongerThan260CharactersRotateAndCompress()
    {
        var folder = Path.Combine(Folder.Path, new string('a', 100), new string('b', 100), new string('c', 100));
        var path = Path.Combine(folder, "app.log");
        var options = Patient.Options();
        options.Shared = true;
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip, UncompressedArchives = 1 };
        var log = OpenRotating(null, backupCount: 2, options, rotation: rotation, path: path);
        for (var i = 0; i < 4; i++)
        {
            Write(log);
            await Handle.RotateAsync();
        }
        Eventually.True(() => System.IO.File.Exists(path + ".2.gz") && !System.IO.File.Exists(path + ".2"), "a compressed archive");
        log.Dispose();
        Assert.Empty(Listener.Failures);
        Assert.Equal(
            ["app.log", "app.log.1", "app.log.2.gz", "app.log.lock"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        NumberedFiles.Read(path).AreExactly(21, _last);
    }

    [SmallDiskFact]
    public async Task AFullDiskTakesWholeLinesAndTheRestWhenThereIsRoom()
    {
        const long Room = 16_384;
        using var disk = SmallDisk.Open();
        using var filler = System.IO.File.Create(disk["filler"]);
        filler.Write(new byte[disk.FreeBytes - Room]);
        filler.Flush();
        var log = OpenRotating(8_000, options: OnClock(), path: disk["app.log"]);
        for (var i = 0; i < 50; i++) Write(log);
        AwaitLongBackoff();
        Assert.NotEqual(0, Handle.Statistics.Pending);
        Assert.All(Listener.Failures, f => Assert.IsType<IOException>(f.Exception));
        Assert.Empty(NumberedFiles.Read(disk["app.log"]).Others);
        filler.SetLength(0);
        await FlushAsync();
        log.Dispose();
        NumberedFiles.Read(disk["app.log"]).AreExactly(1, _last);
    }

    void Write(Logger log)
    {
        for (var i = 0; i < 10; i++) log.Information(NumberedLine.Template, "line", ++_last, NumberedLine.Fill("line", _last, 50));
    }

    MtaioFileOptions OnClock()
    {
        var options = Patient.Options();
        options.TimeProvider = Clock;
        return options;
    }

    /// <summary>
    /// Returns when the next attempt is far away, and the condition of the path was looked at after the last one. The clock then stands
    /// still: the events are only written if the path is seen to be good again.
    /// </summary>
    void AwaitLongBackoff()
    {
        for (var failures = 1; failures <= 7; failures++)
        {
            Eventually.True(() => Handle.Statistics.Failures >= failures, $"{failures} failed attempts");
            if (failures < 7) Clock.Advance(RetryBackoff.Longest);
        }
        Thread.Sleep(300);
    }

    void SetReadOnly(string name, bool isReadOnly)
    {
        var attributes = System.IO.File.GetAttributes(Folder[name]);
        System.IO.File.SetAttributes(
            Folder[name], isReadOnly ? attributes | FileAttributes.ReadOnly : attributes & ~FileAttributes.ReadOnly);
    }
}
