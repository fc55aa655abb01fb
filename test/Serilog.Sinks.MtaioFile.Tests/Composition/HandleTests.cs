using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

public sealed class HandleTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly MtaioFileHandle _handle = new();

    public void Dispose() => _folder.Dispose();

    MtaioFileOptions Options => new() { Handle = _handle };

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
    public void BeforeItIsGivenToASinkItsMembersThrow(string member, Func<MtaioFileHandle, object> use)
    {
        _ = member;
        Assert.Equal("the handle was not given to a sink", Assert.Throws<InvalidOperationException>(() => use(_handle)).Message);
        Assert.Equal(default, _handle.Statistics);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OneHandleServesOneSink(bool audit)
    {
        using var first = Open.Plain(_folder["a.log"], Options);
        var failure = Assert.Throws<ArgumentException>(() => audit
            ? new LoggerConfiguration().AuditTo.MtaioFile(_folder["b.log"], options: Options)
            : new LoggerConfiguration().WriteTo.MtaioFile(_folder["b.log"], options: Options));
        Assert.Equal("Handle", failure.ParamName);
        Assert.Equal(_folder["a.log"], _handle.Path);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task ClosingItClosesTheSinkAndLaterEventsAreCounted()
    {
        using var log = Open.Plain(_folder["app.log"], Options);
        log.Information("a");
        await Hang.FailsAsync(_handle.CloseAsync());
        Assert.Equal("a\n", _folder.Text("app.log"));
        log.Information("b");
        await Hang.FailsAsync(_handle.CloseAsync());
        Assert.Equal("a\n", _folder.Text("app.log"));
        Assert.Equal((2, 1, 1), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.DroppedAfterClose));
    }

    [Fact]
    public async Task RotatingTakesItsPlaceAmongTheEvents()
    {
        using var log = Open.Rotating(_folder["app.log"], maxBytes: null, backupCount: null, Options);
        log.Information("a");
        log.Information("b");
        var rotated = _handle.RotateAsync();
        log.Information("c");
        await Hang.FailsAsync(rotated);
        await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Equal(["app.log", "app.log.1"], _folder.Names);
        Assert.Equal(("c\n", "a\nb\n"), (_folder.Text("app.log"), _folder.Text("app.log.1")));
        Assert.Equal(1, _handle.Statistics.Rotations);
    }

    [Fact]
    public async Task AnEmptyFileIsNotRotated()
    {
        using var log = Open.Rotating(_folder["app.log"], maxBytes: null, backupCount: null, Options);
        await Hang.FailsAsync(_handle.RotateAsync());
        log.Information("a");
        await Hang.FailsAsync(_handle.RotateAsync());
        await Hang.FailsAsync(_handle.RotateAsync());
        Assert.Equal(["app.log", "app.log.1"], _folder.Names);
        Assert.Equal(("", "a\n"), (_folder.Text("app.log"), _folder.Text("app.log.1")));
        Assert.Equal(1, _handle.Statistics.Rotations);
    }

    [Fact]
    public async Task ARotationThatFailsIsTheCallersToKnowAndTheFileGoesOn()
    {
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, _) =>
            {
                if (operation == FileOperation.Rename) throw new UnauthorizedAccessException("Access to the path is denied");
            },
        };
        using var log = Open.Rotating(_folder["app.log"], maxBytes: null, backupCount: null, Options, fileSystem: fileSystem);
        log.Information("a");
        var failure = await Assert.ThrowsAsync<IOException>(() => Hang.FailsAsync(_handle.RotateAsync()));
        Assert.Equal("Access to the path is denied", failure.Message);
        log.Information("b");
        await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Equal(["app.log"], _folder.Names);
        Assert.Equal("a\nb\n", _folder.Text("app.log"));
        Assert.Equal((0, 1, "Access to the path is denied"), (_handle.Statistics.Rotations, _handle.Statistics.Failures, _handle.Statistics.LastError));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task APlainSinkDoesNotRotate(bool audit)
    {
        using var log = audit
            ? new LoggerConfiguration().AuditTo.MtaioFile(_folder["app.log"], Some.LineTemplate, options: Options).CreateLogger()
            : new LoggerConfiguration().WriteTo.MtaioFile(_folder["app.log"], Some.LineTemplate, options: Options).CreateLogger();
        log.Information("a");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _handle.RotateAsync());
        await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Equal(["app.log"], _folder.Names);
    }

    [Fact]
    public async Task ReopeningIsTheSecondHalfOfARotationByHand()
    {
        using var log = Open.Plain(_folder["app.log"], Options);
        log.Information("a");
        await Hang.FailsAsync(_handle.FlushAsync());
        System.IO.File.Move(_folder["app.log"], _folder["by-hand.log"]);
        await Hang.FailsAsync(_handle.ReopenAsync());
        Assert.Equal(["app.log", "by-hand.log"], _folder.Names);
        log.Information("b");
        await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Equal(("b\n", "a\n"), (_folder.Text("app.log"), _folder.Text("by-hand.log")));
    }

    [Fact]
    public async Task AfterClosingNothingIsDoneAndNothingThrown()
    {
        using var log = Open.Rotating(_folder["app.log"], maxBytes: null, backupCount: null, Options);
        log.Information("a");
        await Hang.FailsAsync(_handle.CloseAsync());
        await Hang.FailsAsync(_handle.RotateAsync());
        await Hang.FailsAsync(_handle.ReopenAsync());
        await Hang.FailsAsync(_handle.FlushAsync(toDisk: true));
        Assert.Equal(["app.log"], _folder.Names);
        Assert.Equal("a\n", _folder.Text("app.log"));
    }
}
