using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>A file that could never be opened costs one short wait in all, and one line of SelfLog for one loss.</summary>
[Collection(ProcessWideState.Name)]
public sealed class NeverOpenedTests : LogUnderTest
{
    [Fact]
    public async Task LoggingAtFlushOnLevelAndClosingDoNotWaitForTheShutdownTimeout()
    {
        var log = OpenPlain(Options(), path: Path.Combine(Folder["file"], "app.log"));
        Hang.Fails(() => log.Fatal("a"));
        Hang.Fails(() => log.Fatal("b"));
        await Hang.FailsAsync(log.DisposeAsync().AsTask());
        Assert.Equal(["a", "b"], Listener.MessagesOf(LoggingFailureKind.Final));
        Handle.ShouldHaveCounted(accepted: 2, written: 0, droppedByShutdown: 2, pending: 0);
    }

    [Fact]
    public void OneLossIsOneLineOfSelfLog()
    {
        Listens = false;
        using var output = new SelfLogOutput(Folder);
        var log = OpenPlain(Options(), path: Path.Combine(Folder["file"], "app.log"));
        for (var i = 0; i < 5001; i++) log.Information("{Number}", i);
        Hang.Fails(log.Dispose);
        Assert.Single(output.Lines, l => l.Contains("could not write 5001 events", StringComparison.Ordinal));
        Handle.ShouldHaveCounted(accepted: 5001, written: 0, droppedByShutdown: 5001, pending: 0);
    }

    [Fact]
    public async Task AFileThatWasOpenedOnceIsWaitedFor()
    {
        var fileSystem = new FailingFileSystem();
        var log = OpenPlain(new() { ShutdownTimeout = TimeSpan.FromMinutes(1) }, fileSystem: fileSystem);
        log.Information("a");
        await FlushAsync();
        var attempts = 0;
        fileSystem.Before = (operation, _) =>
        {
            // The waits between these attempts are 3 s in all.
            if (operation == FileOperation.Append && ++attempts < 6) throw new IOException("bad");
        };
        log.Information("b");
        Hang.Fails(log.Dispose);
        Assert.Equal("a\nb\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(dropped: 0);
    }

    /// <summary>A path whose folder is a file.</summary>
    MtaioFileOptions Options()
    {
        System.IO.File.WriteAllText(Folder["file"], "");
        return new() { ShutdownTimeout = TimeSpan.FromMinutes(1) };
    }
}
