using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

/// <summary>A handle flushes, rotates, reopens and closes its sink.</summary>
public sealed class HandleTests : LogUnderTest
{
    MtaioFileOptions Options => new() { Handle = Handle };

    public static TheoryData<string, Func<MtaioFileHandle, object>> Members => new()
    {
        { "Path", h => h.Path },
        { "FlushAsync", h => h.FlushAsync() },
        { "RotateAsync", h => h.RotateAsync() },
        { "ReopenAsync", h => h.ReopenAsync() },
        { "CloseAsync", h => h.CloseAsync() },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void AHandleThatWasNotGivenToASinkThrows(string member, Func<MtaioFileHandle, object> use)
    {
        _ = member;
        Assert.Equal("the handle was not given to a sink", Assert.Throws<InvalidOperationException>(() => use(Handle)).Message);
        Assert.Equal(default, Handle.Statistics);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OneHandleServesOneSink(bool audit)
    {
        var first = OpenPlain(Options, path: Folder["a.log"]);
        var failure = Assert.Throws<ArgumentException>(() => audit
            ? new LoggerConfiguration().AuditTo.MtaioFile(Folder["b.log"], options: Options)
            : new LoggerConfiguration().WriteTo.MtaioFile(Folder["b.log"], options: Options));
        Assert.Equal("Handle", failure.ParamName);
        Assert.Equal(Folder["a.log"], Handle.Path);
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public async Task ClosingTheHandleClosesTheSinkAndCountsLaterEvents()
    {
        var log = OpenPlain(Options);
        log.Information("a");
        await Hang.FailsAsync(Handle.CloseAsync());
        Assert.Equal("a\n", Folder.Text("app.log"));
        log.Information("b");
        await Hang.FailsAsync(Handle.CloseAsync());
        Assert.Equal("a\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(accepted: 2, written: 1, droppedAfterClose: 1);
    }

    [Fact]
    public async Task ARotationByHandleComesAfterEarlierEventsAndBeforeLaterOnes()
    {
        var log = OpenRotating(options: Options);
        log.Information("a");
        log.Information("b");
        var rotated = Handle.RotateAsync();
        log.Information("c");
        await Hang.FailsAsync(rotated);
        await FlushAsync();
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        Assert.Equal(("c\n", "a\nb\n"), (Folder.Text("app.log"), Folder.Text("app.log.1")));
        Handle.ShouldHaveCounted(rotations: 1);
    }

    [Fact]
    public async Task AnEmptyFileIsNotRotated()
    {
        var log = OpenRotating(options: Options);
        await Hang.FailsAsync(Handle.RotateAsync());
        log.Information("a");
        await Hang.FailsAsync(Handle.RotateAsync());
        await Hang.FailsAsync(Handle.RotateAsync());
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        Assert.Equal(("", "a\n"), (Folder.Text("app.log"), Folder.Text("app.log.1")));
        Handle.ShouldHaveCounted(rotations: 1);
    }

    [Fact]
    public async Task AFailedRotationByHandleThrowsAndTheFileIsStillWritten()
    {
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, _) =>
            {
                if (operation == FileOperation.Rename) throw new UnauthorizedAccessException("Access to the path is denied");
            },
        };
        var log = OpenRotating(options: Options, fileSystem: fileSystem);
        log.Information("a");
        var failure = await Assert.ThrowsAsync<IOException>(() => Hang.FailsAsync(Handle.RotateAsync()));
        Assert.Equal("Access to the path is denied", failure.Message);
        log.Information("b");
        await FlushAsync();
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal("a\nb\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(rotations: 0, failures: 1, lastError: "Access to the path is denied");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task APlainSinkRefusesToRotate(bool audit)
    {
        using var log = audit
            ? new LoggerConfiguration().AuditTo.MtaioFile(LogPath, Some.LineTemplate, options: Options, maxBytes: null).CreateLogger()
            : new LoggerConfiguration().WriteTo.MtaioFile(LogPath, Some.LineTemplate, options: Options, maxBytes: null).CreateLogger();
        log.Information("a");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Handle.RotateAsync());
        await FlushAsync();
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Fact]
    public async Task ReopeningAfterAnExternalRenameStartsANewFile()
    {
        var log = OpenPlain(Options);
        log.Information("a");
        await FlushAsync();
        System.IO.File.Move(Folder["app.log"], Folder["by-hand.log"]);
        await Hang.FailsAsync(Handle.ReopenAsync());
        Assert.Equal(["app.log", "by-hand.log"], Folder.Names);
        log.Information("b");
        await FlushAsync();
        Assert.Equal(("b\n", "a\n"), (Folder.Text("app.log"), Folder.Text("by-hand.log")));
    }

    [Fact]
    public async Task AfterClosingFlushingAndClosingAgainDoNothing()
    {
        var log = OpenRotating(options: Options);
        log.Information("a");
        await Hang.FailsAsync(Handle.CloseAsync());
        await Hang.FailsAsync(Handle.CloseAsync());
        await FlushAsync(toDisk: true);
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal("a\n", Folder.Text("app.log"));
    }
}
