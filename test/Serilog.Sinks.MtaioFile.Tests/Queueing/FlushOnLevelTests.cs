using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

public sealed class FlushOnLevelTests
{
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
    public void TheCallReturnsWhenItsEventAndThoseBeforeAreWritten(LogEventLevel flushOn, LogEventLevel level)
    {
        using var folder = new TempFolder();
        using var log = Open.Plain(folder["app.log"], Options(flushOn));
        log.Debug("before");
        log.Write(level, "urgent");
        Assert.Equal("before\nurgent\n", folder.Text("app.log"));
    }

    [Theory]
    [InlineData(LogEventLevel.Fatal, LogEventLevel.Error)]
    [InlineData(null, LogEventLevel.Fatal)]
    public void OtherCallsDoNotWait(LogEventLevel? flushOn, LogEventLevel level)
    {
        using var folder = new TempFolder();
        using var gate = new AppendGate();
        using var log = Open.Plain(folder["app.log"], Options(flushOn), fileSystem: gate.FileSystem);
        Hang.Fails(() => log.Write(level, "not urgent"));
        Assert.Empty(folder.Names);
        gate.Open();
    }

    [Fact]
    public void WhenTheDiskHangsOneCallWaitsForABoundedTimeAndTheNextNotAtAll()
    {
        using var folder = new TempFolder();
        using var gate = new AppendGate();
        using (var log = Open.Plain(folder["app.log"], Options(LogEventLevel.Fatal, TimeSpan.FromSeconds(2)), fileSystem: gate.FileSystem))
        {
            var start = Stopwatch.GetTimestamp();
            Hang.Fails(() =>
            {
                for (var i = 0; i < 30; i++) log.Fatal("urgent");
            });
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "each of 30 calls seems to have waited its 2 seconds");
            gate.Open();
        }
        Assert.Equal(string.Concat(Enumerable.Repeat("urgent\n", 30)), folder.Text("app.log"));
    }

    [Fact]
    public void OnceTheDiskAnswersAgainCallsWaitAgain()
    {
        using var folder = new TempFolder();
        using var gate = new AppendGate();
        using var log = Open.Plain(folder["app.log"], Options(LogEventLevel.Fatal, TimeSpan.FromMilliseconds(100)), fileSystem: gate.FileSystem);
        log.Fatal("hangs");
        gate.Open();
        Eventually.True(() => folder.Names.Length > 0 && folder.Text("app.log") == "hangs\n", "the write to come back");
        // The answer to the first wait comes a moment after its write.
        Eventually.True(
            () =>
            {
                log.Fatal("waits");
                return folder.Text("app.log").EndsWith("waits\n", StringComparison.Ordinal);
            },
            "a call that has waited");
    }
}
