using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>The worker that empties the queue, and the threads on which it runs.</summary>
public sealed class WorkerTests : LogUnderTest
{
    static readonly AsyncLocal<int> Ambient = new();

    public WorkerTests() => Listens = false;

    [Fact]
    public void TheWorkerIsANamedBackgroundThread()
    {
        var seen = (Name: "", Background: false, Pool: true);
        var formatter = new DelegateFormatter((_, _) =>
        {
            var worker = Thread.CurrentThread;
            seen = (worker.Name!, worker.IsBackground, worker.IsThreadPoolThread);
        });
        using (var log = OpenPlain(formatter: formatter)) log.Information("a");
        Assert.Equal(("MtaioFile", true, false), seen);
    }

    [Fact]
    public async Task TheFormatterSeesNeitherTheAmbientValuesNorTheCultureOfTheCaller()
    {
        var seen = new List<(int, string)>();
        var formatter = new DelegateFormatter((_, _) => seen.Add((Ambient.Value, CultureInfo.CurrentCulture.Name)));
        var usual = CultureInfo.DefaultThreadCurrentCulture?.Name ?? ThreadCulture();
        var culture = CultureInfo.CurrentCulture;
        Ambient.Value = 5;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");
        try
        {
            using var log = OpenPlain(formatter: formatter);
            log.Information("a");
            await FlushAsync();
            log.Information("b");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
        Assert.Equal([(0, usual), (0, usual)], seen);
    }

    static string ThreadCulture()
    {
        var name = "";
        var thread = new Thread(() => name = CultureInfo.CurrentCulture.Name);
        thread.UnsafeStart();
        thread.Join();
        return name;
    }

    [Fact]
    public void ASinkCanBeCreatedWhereTheFlowOfTheExecutionContextIsSuppressed()
    {
        using (ExecutionContext.SuppressFlow())
        {
            using var log = OpenPlain();
            log.Information("a");
        }
        Assert.Equal("a\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task WrittenEventsCanBeGarbageCollected()
    {
        var log = OpenPlain();
        var references = Enumerable.Range(0, 1000).Select(_ => EmitOne(log)).ToArray();
        await FlushAsync();
        Eventually.True(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !Array.Exists(references, r => r.IsAlive);
            },
            "the events to be collected");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference EmitOne(Logger log)
    {
        var logEvent = Some.Event();
        log.Write(logEvent);
        return new WeakReference(logEvent);
    }

    [Fact]
    public void ASingleEventIsWrittenWithoutWaitingForMore()
    {
        foreach (var eager in new[] { true, false })
        {
            var name = $"{eager}.log";
            var period = eager ? TimeSpan.FromHours(1) : TimeSpan.FromMilliseconds(50);
            var batching = new MtaioBatchingOptions { EagerlyEmitFirstEvent = eager, Period = period };
            using var log = OpenPlain(new MtaioFileOptions { Batching = batching }, path: Folder[name]);
            log.Information("a");
            Eventually.True(() => System.IO.File.Exists(Folder[name]) && Folder.Text(name) == "a\n", "the event to be written");
        }
    }

    [Fact]
    public async Task AnIdleWorkerIsNotWokenByTime()
    {
        var clock = new CountingTimeProvider();
        var log = OpenPlain(new MtaioFileOptions { TimeProvider = clock, Batching = new() { Period = TimeSpan.FromMilliseconds(1) } });
        log.Information("a");
        await FlushAsync();
        // Each wait of the worker sets the timer: once it waits for ever, no passing of time wakes it.
        Eventually.True(() => clock.LastDueTime == Timeout.InfiniteTimeSpan, "the worker to wait for ever");
        var waits = clock.Waits;
        for (var i = 0; i < 1000; i++) clock.Advance(TimeSpan.FromSeconds(1));
        await FlushAsync();
        Assert.InRange(clock.Waits, waits, waits + 2);
    }

    /// <summary>Counts how often a timer is set.</summary>
    sealed class CountingTimeProvider : FakeTimeProvider
    {
        int _waits;

        public int Waits => Volatile.Read(ref _waits);

        public TimeSpan? LastDueTime { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new CountingTimer(this, base.CreateTimer(callback, state, dueTime, period));

        sealed class CountingTimer(CountingTimeProvider owner, ITimer inner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                owner.LastDueTime = dueTime;
                Interlocked.Increment(ref owner._waits);
                return inner.Change(dueTime, period);
            }

            public void Dispose() => inner.Dispose();

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
