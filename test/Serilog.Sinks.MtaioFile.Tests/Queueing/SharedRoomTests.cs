using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Memory;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>A call that waits because all queues together hold too much, although its own queue is empty.</summary>
public sealed class SharedRoomTests : IDisposable
{
    const int Megabyte = 1024 * 1024;

    static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(10);

    readonly TempFolder _folder = new();
    readonly MemoryBudget _process = new(4 * Megabyte);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ItGetsTheRoomThatOtherQueuesMake()
    {
        _process.Add(4 * Megabyte);
        var (sink, queue) = Open();
        using (sink)
        {
            var call = Task.Run(() => sink.Emit(Some.Event(new string('x', Megabyte / 2))));
            Eventually.True(() => queue.HasWaitingCalls, "the call to wait");
            // The worker has looked once, and sleeps by then. If it does not, the test shows less.
            await Task.Delay(200);
            _process.Add(-4 * Megabyte);
            await Hang.FailsAsync(call);
        }
        Assert.Equal((Megabyte / 2) + 1, _folder.Text("app.log").Length);
    }

    (QueueingSink Sink, EventQueue Queue) Open()
    {
        var settings = QueueOf.Settings(OverflowPolicy.Block, limit: 100, sliceSize: 10, bytes: 64 * Megabyte) with
        {
            Process = _process,
            BlockTimeout = LongEnough,
            ShutdownTimeout = LongEnough,
        };
        var formatter = new MessageTemplateTextFormatter(Some.LineTemplate);
        var plan = SinkPlan.Plain(_folder["app.log"], formatter, maxBytes: null, backupCount: null, options: null);
        var parts = new SinkParts(plan, PhysicalFileSystem.Instance);
        var tickets = new OpenTickets();
        var queue = new EventQueue(settings, parts.Context, tickets, parts.Writer);
        var worker = new BatchWorker(settings, parts.Context, queue, tickets, new Alarm(parts.Context.Clock, queue), parts.Writer);
        return (new QueueingSink(settings, parts.Context, queue, worker, tickets), queue);
    }
}
