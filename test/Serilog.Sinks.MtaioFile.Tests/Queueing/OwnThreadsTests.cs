using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>
/// Code of the application that the sink calls may log and flush: such a call never waits for the sink, which is waiting for that code.
/// </summary>
public sealed class OwnThreadsTests : LogUnderTest
{
    static MtaioFileOptions Options(MtaioFileHooks? hooks = null) => new()
    {
        Hooks = hooks,
        ShutdownTimeout = TimeSpan.FromSeconds(45),
        Batching = new() { QueueLimit = 100, BlockTimeout = TimeSpan.FromMinutes(10) },
    };

    /// <summary>What code of the application may do with the logger that calls it.</summary>
    public static TheoryData<string> Calls => ["fatal", "flush", "rotate", "dispose"];

    void Call(string call, Logger log)
    {
        switch (call)
        {
            case "fatal":
                log.Fatal("from inside");
                break;
            case "flush":
                var failure = Assert.Throws<AggregateException>(() => Handle.FlushAsync().Wait());
                Assert.IsType<InvalidOperationException>(failure.InnerException);
                break;
            case "rotate":
                Assert.Throws<AggregateException>(() => Handle.RotateAsync().Wait());
                break;
            default:
                log.Dispose();
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void AHookOnTheArchiveThreadDoesNotWaitForTheWorker(string call)
    {
        Logger? log = null;
        var hooks = new CallingHooks();
        log = OpenRotating(maxBytes: 10, options: Options(hooks), rotation: new RotationOptions { RetainedBytes = 1 });
        hooks.WhenDeleting = () => Call(call, log);
        Hang.Fails(() =>
        {
            for (var i = 0; i < 10; i++) log.Information("0123456789");
            hooks.AwaitCall();
            log.Dispose();
        });
        Assert.Null(hooks.Failure);
        Handle.ShouldHaveCounted(pending: 0);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void AHookOnTheWorkerDoesNotWaitForItself(string call)
    {
        Logger? log = null;
        var hooks = new CallingHooks();
        log = OpenRotating(maxBytes: 10, backupCount: 1, options: Options(hooks));
        hooks.WhenRotated = () => Call(call, log);
        Hang.Fails(() =>
        {
            for (var i = 0; i < 3; i++) log.Information("0123456789");
            hooks.AwaitCall();
            log.Dispose();
        });
        Assert.Null(hooks.Failure);
        Handle.ShouldHaveCounted(pending: 0);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void AFormatterDoesNotWaitForItself(string call)
    {
        Logger? log = null;
        Exception? failure = null;
        var calls = 0;
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            if (calls++ == 0) failure = Record.Exception(() => Call(call, log!));
            output.Write(logEvent.RenderMessage() + "\n");
        });
        log = OpenRotating(options: Options(), formatter: formatter);
        Hang.Fails(() =>
        {
            log.Information("a");
            Eventually.True(() => Volatile.Read(ref calls) > 0, "the formatter to be called");
            log.Dispose();
        });
        Assert.Null(failure);
        Handle.ShouldHaveCounted(pending: 0);
    }

    [Theory]
    [InlineData("fatal")]
    [InlineData("flush")]
    public void AListenerOnTheThreadOfACallerDoesNotWaitForTheWorker(string call)
    {
        using var disk = new AppendGate();
        Logger? log = null;
        Exception? failure = null;
        var calls = 0;
        Listener = new CollectingFailureListener(_ =>
        {
            if (calls++ == 0) failure = Record.Exception(() => Call(call, log!));
        });
        var options = Options();
        // The queue still takes a Fatal event, whose call would wait.
        options.Batching.Overflow = OverflowPolicy.Shed;
        log = OpenPlain(options, fileSystem: disk.FileSystem);
        log.Information("hangs");
        disk.AwaitWorker();
        Hang.Fails(() =>
        {
            for (var i = 0; i < 2000; i++) log.Information("{Number}", i);
        });
        Assert.InRange(calls, 1, int.MaxValue);
        Assert.Null(failure);
        disk.Open();
        Hang.Fails(log.Dispose);
        Handle.ShouldHaveCounted(pending: 0);
    }

    [Fact]
    public async Task AFlushFromInsideIsDoneAfterwards()
    {
        var hooks = new CallingHooks();
        var log = OpenRotating(maxBytes: 10, backupCount: 1, options: Options(hooks));
        hooks.WhenRotated = () =>
        {
            hooks.WhenRotated = null;
            _ = Handle.RotateAsync();
        };
        log.Information("0123456789");
        log.Information("a");
        await FlushAsync();
        hooks.AwaitCall();
        await FlushAsync();
        Assert.Equal("a\n", Folder.Text("app.log.1"));
    }

    sealed class CallingHooks : MtaioFileHooks
    {
        volatile bool _called;

        public Action? WhenDeleting { get; set; }

        public Action? WhenRotated { get; set; }

        public Exception? Failure { get; private set; }

        public override void OnArchiveDeleting(string archivePath) => Run(WhenDeleting);

        public override void OnRotated(string path, string archivePath) => Run(WhenRotated);

        public void AwaitCall() => Eventually.True(() => _called, "the hook to be called", TimeSpan.FromSeconds(20));

        void Run(Action? call)
        {
            if (call is null || _called) return;
            Failure = Record.Exception(call);
            _called = true;
        }
    }
}
