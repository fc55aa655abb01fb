using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>With Block, calls wait for as long as the disk makes progress; only a hung disk makes them drop events.</summary>
public sealed class BlockingTests : LogUnderTest
{
    static MtaioFileOptions Options(int limit, TimeSpan blockTimeout) => new()
    {
        FlushOnLevel = null,
        ShutdownTimeout = TimeSpan.FromMinutes(1),
        Batching = new() { QueueLimit = limit, BlockTimeout = blockTimeout },
    };

    static void LogFrom(int producers, int each, Logger log) =>
        Hang.Fails([.. Enumerable.Range(0, producers).Select<int, Action>(p => () => Emit(log, p, each))]);

    static void Emit(Logger log, int producer, int count)
    {
        for (var i = 0; i < count; i++) log.Information("{Producer} {Number}", producer, i);
    }

    [Theory]
    [InlineData(64, 400, 10, 1000, 1000)]
    [InlineData(256, 60, 10, 1000, 1000)]
    [InlineData(256, 400, 0, 1000, 1000)]
    [InlineData(256, 400, 0, 10_000, 1000)]
    [InlineData(8, 500, 100, 1000, 1000)]
    [InlineData(8, 10, 100, 1, 1000)]
    [InlineData(8, 500, 10, 10, 300)]
    public void NoEventIsDroppedWhileTheDiskMakesProgress(int producers, int each, int msPerWrite, int limit, int msBlockTimeout)
    {
        var disk = SlowDisk.Taking(TimeSpan.FromMilliseconds(msPerWrite));
        using (var log = OpenPlain(Options(limit, TimeSpan.FromMilliseconds(msBlockTimeout)), fileSystem: disk))
        {
            LogFrom(producers, each, log);
        }
        Handle.ShouldHaveCounted(accepted: producers * each, written: producers * each, dropped: 0, pending: 0);
        var lines = Folder.Text("app.log")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split(' '))
            .ToLookup(l => l[0], l => l[1]);
        Assert.All(lines, p => Assert.Equal(Enumerable.Range(0, each).Select(i => $"{i}"), p));
    }

    [Fact]
    public void CallersWhoseEventsAreDroppedDoNotKeepTheWorkerFromTheQueue()
    {
        const int Enough = 300_000;
        Listens = false;
        using var disk = new AppendGate();
        var options = Options(limit: 1000, TimeSpan.Zero);
        options.Batching.Overflow = OverflowPolicy.DropNewest;
        var log = OpenPlain(options, fileSystem: disk.FileSystem);
        log.Information("hangs");
        disk.AwaitWorker();
        var end = long.MaxValue;
        var producers = Enumerable.Range(0, 32).Select(_ => Hang.Start(() =>
        {
            while (Handle.Statistics.Accepted < Volatile.Read(ref end)) Emit(log, 0, 100);
        })).ToArray();
        Eventually.True(() => Handle.Statistics.Dropped > 100, "the queue to be full");
        Volatile.Write(ref end, Handle.Statistics.Accepted + Enough);
        disk.Open();
        Hang.Join(producers);
        Assert.InRange(Handle.Statistics.Written, Enough / 10, long.MaxValue);
    }
}
