using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>An event of a level that does not exist is treated like any other event, also when it is dropped.</summary>
public sealed class UndefinedLevelTests : LogUnderTest
{
    public static TheoryData<int, OverflowPolicy> LevelsAndPolicies()
    {
        var data = new TheoryData<int, OverflowPolicy>();
        foreach (var level in Undefined)
        {
            foreach (var policy in Enum.GetValues<OverflowPolicy>()) data.Add(level, policy);
        }
        return data;
    }

    static int[] Undefined => [(int)LevelAlias.Off, 7, -1, int.MaxValue, int.MinValue];

    [Theory]
    [MemberData(nameof(LevelsAndPolicies))]
    public async Task DroppedByOverflowItIsCountedAndTheLogGoesOn(int level, OverflowPolicy policy)
    {
        using var gate = new AppendGate();
        var options = new MtaioFileOptions
        {
            FlushOnLevel = null,
            Batching = new() { Overflow = policy, QueueLimit = 2, BlockTimeout = TimeSpan.FromMilliseconds(1) },
        };
        // Not through the logger: its own minimum level keeps negative levels away.
        var sink = PlainSink(options, fileSystem: gate.FileSystem);
        using var log = Open.Logger(to => to.WriteTo.Sink(sink));
        log.Information("first");
        gate.AwaitWorker();
        for (var i = 0; i < 5; i++) sink.Emit(Some.Event("odd", level: (LogEventLevel)level));
        gate.Open();
        await Handle.FlushAsync().ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(30));
        log.Information("last");
        await FlushAsync();
        Assert.EndsWith("last\n", Folder.Text("app.log"), StringComparison.Ordinal);
        Assert.Contains($"({(level < 0 ? "Verbose" : "Fatal")}: 3)", Folder.Text("app.log"), StringComparison.Ordinal);
        Handle.ShouldHaveCounted(accepted: 7, written: 4, droppedByOverflow: 3, pending: 0);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task GivenUpItIsCountedAndTheLogGoesOn(int level)
    {
        var fileSystem = new FailingFileSystem();
        var isFull = true;
        fileSystem.Before = (operation, _) =>
        {
            if (isFull && operation == FileOperation.Append) throw new IOException("No space left on device");
        };
        var sink = PlainSink(new() { RetryTimeLimit = TimeSpan.FromMilliseconds(1) }, fileSystem: fileSystem);
        using var log = Open.Logger(to => to.WriteTo.Sink(sink));
        sink.Emit(Some.Event("odd", level: (LogEventLevel)level));
        await Assert.ThrowsAsync<IOException>(() => Handle.FlushAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        isFull = false;
        log.Dispose();
        Handle.ShouldHaveCounted(accepted: 1, droppedByFailure: 1, pending: 0);
    }
}
