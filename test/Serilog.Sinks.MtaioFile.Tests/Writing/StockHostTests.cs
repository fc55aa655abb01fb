using Serilog.Core;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.PeriodicBatching;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>The writer keeps the contract of batching sinks, so that the ecosystem's own batching can host it.</summary>
public sealed class StockHostTests
{
    [Fact]
    public async Task UnderTheBatchingSinkOfSerilogEachEventIsWrittenOnce()
    {
        using var folder = new TempFolder();
        await using (var log = Host(folder, 1_000, new FailingFileSystem()))
        {
            Emit(log, 0, 5000);
        }
        AssertAllOnce(folder, 5000, maxBytes: 1_000);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    [InlineData(1.0)] // all of it was written when the failure came
    public async Task ABatchThatIsHandedOverAgainIsContinuedWhereItFailed(double part)
    {
        const int Events = 60;
        using var folder = new TempFolder();
        var fileSystem = new FailingFileSystem();
        var appends = 0;
        await using (var log = Host(folder, 100, fileSystem))
        {
            fileSystem.Before = (operation, _) =>
            {
                if (operation is not FileOperation.Append) return;
                // The batch has been through two files by then; what is emitted meanwhile joins it when it comes again.
                fileSystem.ShortWrite = ++appends == 3 ? length => (int)(length * part) : null;
                if (appends == 3) Emit(log, Events / 2, Events);
            };
            Emit(log, 0, Events / 2);
            // The stock host neither writes nor reports a failed batch when it is closed before it has tried it again.
            Eventually.True(() => folder.Files.Values.Sum(text => text.Count(c => c == '\n')) == Events, "all lines");
        }
        Assert.True(appends > 3);
        AssertAllOnce(folder, Events, maxBytes: 100);
    }

    [Fact]
    public async Task ABatchThatIsHandedOverAgainMayHaveMoreEvents()
    {
        using var folder = new TempFolder();
        var fileSystem = new FailingFileSystem();
        using var writer = new SinkParts(Plan(folder, 30), fileSystem).Writer;
        var events = Enumerable.Range(0, 12).Select(i => Some.Event($"event {i}")).ToArray();
        var appends = 0;
        fileSystem.Before = (operation, _) =>
        {
            if (operation is FileOperation.Append) fileSystem.ShortWrite = ++appends is 2 or 4 ? length => Math.Min(length, 5) : null;
        };
        await Assert.ThrowsAsync<IOException>(() => writer.EmitBatchAsync(events[..6]));
        await Assert.ThrowsAsync<IOException>(() => writer.EmitBatchAsync(events[..9]));
        await writer.EmitBatchAsync(events[..9]);
        await writer.EmitBatchAsync(events[9..]);
        AssertAllOnce(folder, 12, maxBytes: 30);
    }

    [Fact]
    public async Task ABatchThatIsNotHandedOverAgainDoesNotStopTheNextBatch()
    {
        using var folder = new TempFolder();
        var fileSystem = new FailingFileSystem { ShortWrite = _ => 0 };
        using var writer = new SinkParts(Plan(folder, null), fileSystem).Writer;
        await Assert.ThrowsAsync<IOException>(() => writer.EmitBatchAsync([Some.Event("given up"), Some.Event("too")]));
        fileSystem.ShortWrite = null;
        await writer.EmitBatchAsync([Some.Event("next")]);
        await writer.OnEmptyBatchAsync();
        await writer.EmitBatchAsync([]);
        Assert.Equal("next\n"u8, folder.Bytes("app.log"));
    }

    [Fact]
    public async Task TheSameEventsInANewBatchAreWrittenAgain()
    {
        using var folder = new TempFolder();
        using var writer = new SinkParts(Plan(folder, null), PhysicalFileSystem.Instance).Writer;
        var events = new[] { Some.Event("one"), Some.Event("two") };
        await writer.EmitBatchAsync(events);
        await writer.EmitBatchAsync(events);
        Assert.Equal("one\ntwo\none\ntwo\n"u8, folder.Bytes("app.log"));
    }

    static Logger Host(TempFolder folder, long maxBytes, FailingFileSystem fileSystem)
    {
        var options = new PeriodicBatchingSinkOptions
        {
            BatchSizeLimit = 100,
            Period = TimeSpan.FromMilliseconds(50),
            QueueLimit = null,
            EagerlyEmitFirstEvent = false,
        };
        return new LoggerConfiguration()
            .WriteTo.Sink(new PeriodicBatchingSink(new SinkParts(Plan(folder, maxBytes), fileSystem).Writer, options))
            .CreateLogger();
    }

    static void Emit(Logger log, int first, int end)
    {
        for (var i = first; i < end; i++) log.Information("event {Number}", i);
    }

    static SinkPlan Plan(TempFolder folder, long? maxBytes) =>
        SinkPlan.Rotating(
            folder["app.log"],
            new MessageTemplateTextFormatter(Some.LineTemplate),
            new RotationPlan(maxBytes, null, RotationInterval.None, new RotationOptions()),
            options: null);

    static void AssertAllOnce(TempFolder folder, int events, long maxBytes)
    {
        var oldestFirst = Archives.OldestFirst(folder);
        Assert.Equal(folder.Names.Length, oldestFirst.Length);
        Assert.Equal(
            string.Concat(Enumerable.Range(0, events).Select(i => $"event {i}\n")),
            string.Concat(oldestFirst.Select(folder.Text)));
        Assert.All(oldestFirst, name => Assert.InRange(folder.Bytes(name).Length, 1, maxBytes));
    }
}
