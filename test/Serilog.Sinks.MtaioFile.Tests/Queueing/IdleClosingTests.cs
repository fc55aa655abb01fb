using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>
/// A sink that has nothing left to write is closed on the caller's thread, if closing neither waits nor calls code of the application.
/// </summary>
public sealed class IdleClosingTests : LogUnderTest
{
    int _number;
    int _closedOn;

    [Fact]
    public async Task AnIdleSinkIsClosedOnTheCallersThread()
    {
        // The worker may still be awake when its flush has completed.
        var isClosedHere = false;
        for (var attempt = 0; attempt < 1_000 && !isClosedHere; attempt++) isClosedHere = await IsClosedHereAsync(new(), isLocal: true);
        Assert.True(isClosedHere);
    }

    [Theory]
    [InlineData("hooks", true)]
    [InlineData("a server", false)]
    public async Task TheWorkerClosesWhatMayCallCodeOfTheUserOrWait(string reason, bool isLocal)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var options = new MtaioFileOptions { Hooks = reason == "hooks" ? new FooterHooks() : null };
            Assert.False(await IsClosedHereAsync(options, isLocal));
        }
    }

    [Fact]
    public void EventsThatAreLoggedWhileOtherThreadsCloseAreWrittenOrCountedAsLate()
    {
        for (var round = 0; round < 200; round++)
        {
            var log = OpenPlain(path: Folder[$"race{round}.log"], fileSystem: new FailingFileSystem { IsLocal = true });
            log.Information("first");
            Hang.Fails(() => log.Information("second"), log.Dispose, log.Dispose);
            var statistics = Handle.Statistics;
            Assert.Equal((2, 0), (statistics.Accepted, statistics.Pending));
            Assert.Equal(2, statistics.Written + statistics.DroppedAfterClose);
            Assert.Equal(statistics.Written, Folder.Text($"race{round}.log").Split('\n').Length - 1);
        }
    }

    async Task<bool> IsClosedHereAsync(MtaioFileOptions options, bool isLocal)
    {
        var fileSystem = new FailingFileSystem
        {
            IsLocal = isLocal,
            Before = (operation, _) =>
            {
                if (operation == FileOperation.Close) Volatile.Write(ref _closedOn, Environment.CurrentManagedThreadId);
            },
        };
        var path = Folder[$"{_number++}.log"];
        var log = OpenPlain(options, fileSystem: fileSystem, path: path);
        log.Information("e1");
        await FlushAsync(toDisk: true);
        var here = Environment.CurrentManagedThreadId;
        log.Dispose();
        Assert.StartsWith("e1\n", System.IO.File.ReadAllText(path));
        Handle.ShouldHaveCounted(accepted: 1, written: 1, dropped: 0, pending: 0);
        return Volatile.Read(ref _closedOn) == here;
    }

    sealed class FooterHooks : MtaioFileHooks
    {
        public override void OnClosing(string path, TextWriter footer) => footer.WriteLine("the end");
    }
}
