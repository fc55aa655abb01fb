using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.Async;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>What docs/migration.md says about the differences from Serilog.Sinks.Async, shown with both.</summary>
[Collection(ProcessWideState.Name)]
public sealed class AsyncDifferencesTests : LogUnderTest
{
    const string Section = "From Serilog.Sinks.Async";

    readonly GatedFormatter _theirGate = new();
    readonly GatedFormatter _ourGate = new();

    [Fact]
    [Shows(Section, "the queue is full, `blockWhenFull: false`")]
    public void AFullQueueDropsAndOnlyOursSaysSoInTheLog()
    {
        var monitor = new Monitor();
        var theirListener = new CollectingFailureListener();
        using (var theirs = new LoggerConfiguration().WriteTo.Fallible(
            f => f.Async(w => w.File(_theirGate, Folder["theirs.log"]), bufferSize: 2, monitor: monitor), theirListener).CreateLogger())
        using (var ours = Ours(OverflowPolicy.DropNewest))
        {
            Fill(theirs, _theirGate);
            Fill(ours, _ourGate);
            // A logger that is closed would wait for the gate.
            _theirGate.Open();
            _ourGate.Open();
            Assert.True(monitor.Dropped > 0);
        }
        Assert.DoesNotContain("dropped", Folder.Text("theirs.log"), StringComparison.Ordinal);
        Assert.NotEmpty(theirListener.EventsOf(LoggingFailureKind.Permanent));
        Assert.Contains("dropped", Folder.Text("app.log"), StringComparison.Ordinal);
        Assert.True(Listener.EventsOf(LoggingFailureKind.Permanent).Count > 0, "our listener");
    }

    [Fact]
    [Shows(Section, "the queue is full, `blockWhenFull: true`")]
    public async Task AFullQueueHoldsTheirCallForEverAndOursForASecond()
    {
        using var theirs = new LoggerConfiguration()
            .WriteTo.Async(w => w.File(_theirGate, Folder["theirs.log"]), bufferSize: 2, blockWhenFull: true).CreateLogger();
        using var ours = Ours(OverflowPolicy.Block);
        var theirCalls = Task.Run(() => Fill(theirs, _theirGate));
        var ourCalls = Task.Run(() => Fill(ours, _ourGate));
        await Task.WhenAny(ourCalls, Task.Delay(TimeSpan.FromSeconds(30)));
        var (ourCallsReturned, theirCallsReturned) = (ourCalls.IsCompleted, theirCalls.IsCompleted);
        _theirGate.Open();
        _ourGate.Open();
        Assert.True(ourCallsReturned);
        Assert.False(theirCallsReturned);
        Eventually.True(() => Listener.EventsOf(LoggingFailureKind.Permanent).Count > 0, "the report of the drops");
        await theirCalls.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public override void Dispose()
    {
        _theirGate.Dispose();
        _ourGate.Dispose();
        base.Dispose();
    }

    Logger Ours(OverflowPolicy overflow) => new LoggerConfiguration().WriteTo.Fallible(
        f => f.MtaioFile(_ourGate, LogPath, options: new MtaioFileOptions
        {
            Batching = new MtaioBatchingOptions { QueueLimit = 2, Overflow = overflow },
        }),
        Listener).CreateLogger();

    static void Fill(Logger log, GatedFormatter gate)
    {
        log.Information("first");
        gate.AwaitWorker();
        for (var number = 0; number < 10; number++) log.Information("event {Number}", number);
    }

    sealed class Monitor : IAsyncLogEventSinkMonitor
    {
        IAsyncLogEventSinkInspector? _inspector;

        public long Dropped => _inspector!.DroppedMessagesCount;

        public void StartMonitoring(IAsyncLogEventSinkInspector inspector) => _inspector = inspector;

        public void StopMonitoring(IAsyncLogEventSinkInspector inspector)
        {
        }
    }
}
