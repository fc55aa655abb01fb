using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>An event at FlushOnLevel is flushed before the call returns.</summary>
public sealed class FlushOnLevelTests : LogUnderTest
{
    public FlushOnLevelTests() => Listens = false;

    static MtaioFileOptions Options(LogEventLevel? level, TimeSpan? shutdownTimeout = null) => new()
    {
        FlushOnLevel = level,
        ShutdownTimeout = shutdownTimeout ?? TimeSpan.FromSeconds(10),
        Batching = new() { Period = TimeSpan.FromHours(1), EagerlyEmitFirstEvent = false },
    };

    [Theory]
    [InlineData(LogEventLevel.Fatal, LogEventLevel.Fatal)]
    [InlineData(LogEventLevel.Error, LogEventLevel.Fatal)]
    [InlineData(LogEventLevel.Verbose, LogEventLevel.Verbose)]
    public void AnEventAtTheFlushLevelIsInTheFileWhenTheCallReturns(LogEventLevel flushOn, LogEventLevel level)
    {
        var log = OpenPlain(Options(flushOn));
        log.Debug("before");
        log.Write(level, "urgent");
        Assert.Equal("before\nurgent\n", Folder.Text("app.log"));
    }

    [Theory]
    [InlineData(LogEventLevel.Fatal, LogEventLevel.Error)]
    [InlineData(null, LogEventLevel.Fatal)]
    public void EventsBelowTheFlushLevelDoNotWait(LogEventLevel? flushOn, LogEventLevel level)
    {
        using var gate = new AppendGate();
        var log = OpenPlain(Options(flushOn), fileSystem: gate.FileSystem);
        Hang.Fails(() => log.Write(level, "not urgent"));
        Assert.Empty(Folder.Names);
        gate.Open();
    }

    [Fact]
    public void WhenTheDiskHangsOnlyTheFirstCallWaitsAndOnlyForABoundedTime()
    {
        using var gate = new AppendGate();
        using (var log = OpenPlain(Options(LogEventLevel.Fatal, TimeSpan.FromSeconds(2)), fileSystem: gate.FileSystem))
        {
            var start = Stopwatch.GetTimestamp();
            Hang.Fails(() =>
            {
                for (var i = 0; i < 30; i++) log.Fatal("urgent");
            });
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "each of 30 calls seems to have waited its 2 seconds");
            gate.Open();
            // Other tests' sinks time out meanwhile, and those that hang share their time.
            Eventually.True(() => Folder.Text("app.log").StartsWith("urgent", StringComparison.Ordinal), "the write to come back");
        }
        Assert.Equal(string.Concat(Enumerable.Repeat("urgent\n", 30)), Folder.Text("app.log"));
    }

    [Fact]
    public void WhenTheDiskWorksAgainCallsWaitAgain()
    {
        using var gate = new AppendGate();
        var log = OpenPlain(Options(LogEventLevel.Fatal, TimeSpan.FromMilliseconds(100)), fileSystem: gate.FileSystem);
        log.Fatal("hangs");
        gate.Open();
        Eventually.True(() => Folder.Names.Length > 0 && Folder.Text("app.log") == "hangs\n", "the write to come back");
        // The answer to the first wait comes a moment after its write.
        Eventually.True(
            () =>
            {
                log.Fatal("waits");
                return Folder.Text("app.log").EndsWith("waits\n", StringComparison.Ordinal);
            },
            "a call that has waited");
    }
}
