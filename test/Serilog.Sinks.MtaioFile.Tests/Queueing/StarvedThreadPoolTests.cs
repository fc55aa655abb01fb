using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>The threads of the pool belong to the whole process, so this test runs alone.</summary>
[Collection(ProcessWideState.Name)]
public sealed class StarvedThreadPoolTests : LogUnderTest
{
    [Fact]
    public void WithoutAFreeThreadInThePoolEventsAreWrittenAndFlushed()
    {
        // Not disposed: threads of the pool come to it even after the test.
        var release = new ManualResetEventSlim();
        var blocked = 0;
        Listens = false;
        var log = OpenPlain(new MtaioFileOptions { ShutdownTimeout = TimeSpan.FromSeconds(20) });
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
                Handle.FlushAsync().Wait();
                log.Information("c");
                log.Dispose();
            });
            Assert.True(Volatile.Read(ref blocked) < 500, "the pool was not starved");
        }
        finally
        {
            release.Set();
        }
        Assert.Equal("a\nb\nc\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(written: 3, dropped: 0);
    }
}
