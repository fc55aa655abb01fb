using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>After a failed fsync, what was written before is never acknowledged as on the disk, unless it is written again.</summary>
public sealed class FailedFsyncTests : LogUnderTest
{
    readonly FailingFileSystem _fileSystem = new();
    bool _failing;

    public FailedFsyncTests() => _fileSystem.Before = (operation, _) =>
    {
        if (operation != FileOperation.FlushToDisk || !Volatile.Read(ref _failing)) return;
        throw new IOException("fsync failed: Input/output error");
    };

    public static TheoryData<TimeSpan?> Intervals => [null, TimeSpan.Zero, TimeSpan.FromMinutes(1)];

    [Theory]
    [MemberData(nameof(Intervals))]
    public async Task ARotatedFileThatCouldNotBeFlushedIsNeverAcknowledged(TimeSpan? interval)
    {
        var log = OpenRotating(options: new() { FlushToDiskInterval = interval, TimeProvider = Clock }, fileSystem: _fileSystem);
        log.Information("a");
        if (interval is null) await FlushAsync();
        Volatile.Write(ref _failing, true);
        log.Information("b");
        await Handle.RotateAsync();
        Volatile.Write(ref _failing, false);
        log.Information("c");
        await FlushAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));
        await FlushAsync();
        for (var i = 0; i < 3; i++)
        {
            log.Information("d");
            await Assert.ThrowsAsync<IOException>(() => FlushAsync(toDisk: true));
        }
        Assert.NotEmpty(Listener.Failures);
    }

    [RequiresFact("strace")]
    public void WhatAFailedFsyncLeftBehindIsWrittenAgainBeforeTheNextFsync()
    {
        string[] strace =
        [
            "strace", "-f", "-qq", "-o", Folder["calls"], "-P", Folder["app.log"],
            "-e", "trace=write,pwrite64,fsync", "-e", "inject=fsync:error=EIO:when=1",
        ];
        using (var process = WriterProcess.Start(strace, $"open path={Folder["app.log"]}", "write 3 size=100"))
        {
            process.Await("wrote");
            process.Ask("flush-to-disk", "flush-to-disk-failed");
            process.Ask("flush-to-disk", "on-disk");
        }
        var calls = FileInUse.Text(Folder["calls"]);
        var betweenFsyncs = calls[calls.IndexOf("fsync(", StringComparison.Ordinal)..calls.LastIndexOf("fsync(", StringComparison.Ordinal)];
        Assert.Contains("pwrite64(", betweenFsyncs, StringComparison.Ordinal);
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BytesThatTheFileNoLongerHasAreNeverAcknowledged(bool isRestored)
    {
        var log = OpenPlain(fileSystem: _fileSystem);
        log.Information(Some.Message('a', 100_000));
        Volatile.Write(ref _failing, true);
        await Assert.ThrowsAsync<IOException>(() => FlushAsync(toDisk: true));
        Volatile.Write(ref _failing, false);
        var before = Folder.Bytes("app.log");
        // As a kernel does that has dropped a page.
        if (!isRestored) Overwrite(new byte[4096]);
        log.Information("b");
        var failure = await Record.ExceptionAsync(() => FlushAsync(toDisk: true));
        log.Information("c");
        var later = await Record.ExceptionAsync(() => FlushAsync(toDisk: true));
        Assert.Equal((isRestored, isRestored), (failure is null, later is null));
        if (!isRestored) Overwrite(before.AsSpan(8192, 4096).ToArray());
        Assert.Equal(Some.Line('a', 100_000) + "b\nc\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task BytesOfAnotherWriterAmongThemAreNotAcknowledgedEither()
    {
        var log = OpenPlain(fileSystem: _fileSystem);
        log.Information("a");
        await FlushAsync();
        FileInUse.Append(LogPath, "foreign\n");
        log.Information("b");
        Volatile.Write(ref _failing, true);
        await Assert.ThrowsAsync<IOException>(() => FlushAsync(toDisk: true));
        Volatile.Write(ref _failing, false);
        await Assert.ThrowsAsync<IOException>(() => FlushAsync(toDisk: true));
        Assert.Equal("a\nforeign\nb\n", Folder.Text("app.log"));
    }

    [Fact]
    public void AnAuditEventIsAcknowledgedByItself()
    {
        var log = OpenAudit(new() { FlushToDiskInterval = TimeSpan.Zero }, fileSystem: _fileSystem);
        Volatile.Write(ref _failing, true);
        Assert.Throws<AggregateException>(() => log.Information("a"));
        Volatile.Write(ref _failing, false);
        Overwrite([0], position: 0);
        Assert.Throws<AggregateException>(() => log.Information("b"));
        log.Information("c");
        Assert.Equal("\0\nb\nc\n", Folder.Text("app.log"));
    }

    void Overwrite(byte[] bytes, long position = 8192)
    {
        using var handle = System.IO.File.OpenHandle(LogPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(handle, bytes, position);
    }
}
