using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Tests that take something away which all tests need; they run alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class StarvedThreadPoolTests
{
    [Fact]
    public void WithoutAFreeThreadInThePoolEventsAreWrittenFlushedAndDrained()
    {
        using var folder = new TempFolder();
        // Not disposed: threads of the pool come to it even after the test.
        var release = new ManualResetEventSlim();
        var blocked = 0;
        var handle = new MtaioFileHandle();
        var log = Open.Plain(folder["app.log"], new MtaioFileOptions { Handle = handle, ShutdownTimeout = TimeSpan.FromSeconds(20) });
        try
        {
            // More than the pool adds while the test runs.
            for (var i = 0; i < 500; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => { Interlocked.Increment(ref blocked); release.Wait(); }, null);
            }
            Eventually.True(() => Volatile.Read(ref blocked) > 0, "the pool to be busy");
            Hang.Fails(() =>
            {
                log.Information("a");
                log.Fatal("b");
                handle.FlushAsync().Wait();
                log.Information("c");
                log.Dispose();
            });
            Assert.True(Volatile.Read(ref blocked) < 500, "the pool was not starved");
        }
        finally
        {
            release.Set();
        }
        Assert.Equal("a\nb\nc\n", folder.Text("app.log"));
        Assert.Equal((3, 0), (handle.Statistics.Written, handle.Statistics.Dropped));
    }
}
