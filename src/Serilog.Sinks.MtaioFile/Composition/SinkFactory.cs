using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Transactions;
using Serilog.Sinks.MtaioFile.Writing;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Puts sinks together: the only place that creates what the rooms hold. Options stop here.</summary>
static class SinkFactory
{
    /// <summary>Larger slices write no faster.</summary>
    const int LargestSlice = 256;

    /// <summary>So many slices more than a batch wait before producers help: then the worker is not about to catch up.</summary>
    const int SlicesBehind = 4;

    /// <summary>A sink that queues events and writes them on a thread of its own.</summary>
    public static ILogEventSink Queued(SinkPlan plan, IFileSystem? fileSystem = null)
    {
        var options = plan.Options;
        var settings = QueueSettingsFrom(options);
        var parts = new SinkParts(plan, fileSystem ?? PhysicalFileSystem.Instance);
        var context = parts.Context;
        var tickets = new OpenTickets();
        var wake = new WakeSignal(context.Clock);
        var queue = new EventQueue(settings, context, tickets, wake, new ProducerHelp(parts.Writer, settings, context.Ledger));
        var episode = new FailureEpisode(context.Reporter, context.Clock);
        var worker = new BatchWorker(settings, context, queue, tickets, wake, parts.Writer, episode);
        var sink = new QueueingSink(settings, context, queue, worker, tickets, episode);
        options.Handle?.Attach(new QueuedSinkControl(sink, parts.Rotator, context.Counters, plan));
        if (options.FlushOnProcessExit) ProcessExitFlush.Register(sink);
        return Gated(sink, sink.EmitBlock, parts);
    }

    /// <summary>A sink that writes on the caller's thread and throws what fails.</summary>
    /// <exception cref="Exception">The file could not be opened.</exception>
    public static ILogEventSink Audit(SinkPlan plan, IFileSystem? fileSystem = null)
    {
        var parts = new SinkParts(plan, fileSystem ?? PhysicalFileSystem.Instance);
        try
        {
            parts.Rotator.Open();
        }
        catch (Exception)
        {
            parts.Rotator.Dispose();
            throw;
        }
        var sink = new AuditFileSink(parts.Writer, parts.Rotator, parts.Context, flushEachToDisk: plan.Options.FlushToDiskInterval == TimeSpan.Zero);
        plan.Options.Handle?.Attach(new AuditSinkControl(sink, parts.Rotator, parts.Context.Counters, plan));
        return Gated(sink, sink.EmitBlock, parts);
    }

    /// <summary>Gives transaction holding to a sink that is not ours; a block goes into it event by event.</summary>
    public static ILogEventSink Gated(ILogEventSink sink) => new TransactionGate(sink, emitBlock: null);

    static TransactionGate Gated(ILogEventSink sink, Action<IReadOnlyList<LogEvent>> emitBlock, SinkParts parts)
    {
        var gate = new TransactionGate(sink, emitBlock);
        parts.Context.Reporter.Sender = gate;
        return gate;
    }

    static QueueSettings QueueSettingsFrom(MtaioFileOptions options)
    {
        var batching = options.Batching;
        var limit = batching.QueueLimit ?? int.MaxValue;
        var sliceSize = Math.Min(LargestSlice, Math.Min(limit, batching.BatchSizeLimit));
        // A full batch does not wait for its period, and a queue that fills faster than batches do is not left to the last moment.
        var gathered = Math.Max(1, Math.Min(batching.BatchSizeLimit, limit / 4) / sliceSize);
        return new QueueSettings
        {
            Limit = limit,
            SliceSize = sliceSize,
            WakeFromSlices = gathered,
            Period = batching.Period,
            WriteFirstAtOnce = batching.EagerlyEmitFirstEvent,
            HelpFromSlices = Math.Min(gathered + SlicesBehind, Math.Max(2, limit / 2 / sliceSize)),
            Overflow = batching.Overflow,
            BlockTimeout = batching.BlockTimeout,
            ShedBelow = batching.ShedBelow,
            FlushOnLevel = options.FlushOnLevel,
            RetryTimeLimit = options.RetryTimeLimit,
            ShutdownTimeout = options.ShutdownTimeout,
        };
    }
}
