using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Transactions;
using Serilog.Sinks.MtaioFile.Writing;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Composes sinks: creates the parts of all rooms. The options of users stop here.</summary>
static class SinkFactory
{
    static SinkFactory()
    {
        ProcessExitFlush.Before = new HeldAtExit();
        SinkWorkers.ReleaseBuffers = SpareLines.ReleaseUnused;
    }

    /// <summary>A sink that queues events, which a thread of the pool writes.</summary>
    public static ILogEventSink Queued(SinkPlan plan, IFileSystem? fileSystem = null)
    {
        var options = plan.Options;
        EffectValidator.ValidateQueue(options);
        var settings = QueueSettings.From(options.Batching, options.FlushOnLevel, options.RetryTimeLimit, options.ShutdownTimeout);
        var parts = new SinkParts(plan, fileSystem ?? PhysicalFileSystem.Instance);
        var context = parts.Context;
        var tickets = new OpenTickets();
        var queue = new EventQueue(settings, context, tickets, parts.Writer);
        context.Counters.QueueFill = () => queue.Fill;
        if (parts.Records is { } records) records.LastGiven = () => queue.LastNumber;
        var alarm = new Alarm(context.Clock, queue);
        var worker = new BatchWorker(settings, context, queue, tickets, alarm, parts.Writer);
        var sink = new QueueingSink(settings, context, queue, worker, tickets)
        {
            EndOfLog = context.Run is null ? null : parts.Appender.EndRun,
        };
        var gated = Gated(sink, sink.EmitBlock, new QueuedSinkControl(sink, parts, plan), context);
        Attach(gated, options);
        LiveSinks.Register(sink);
        if (options.FlushOnProcessExit) ProcessExitFlush.Register(sink);
        SinkCollector.Add(gated);
        return gated;
    }

    /// <summary>A sink that writes on the caller's thread and throws when that fails.</summary>
    /// <exception cref="Exception">The file could not be opened.</exception>
    public static ILogEventSink Audit(SinkPlan plan, IFileSystem? fileSystem = null)
    {
        EffectValidator.ValidateAudit(plan.Options);
        var parts = new SinkParts(plan, fileSystem ?? PhysicalFileSystem.Instance);
        var flushEachToDisk = plan.Options.FlushToDiskInterval == TimeSpan.Zero;
        var sink = new AuditFileSink(parts.Writer, parts.Appender, parts.Context, flushEachToDisk, plan.Options.ShutdownTimeout);
        // Before the file is opened, which may report a failure.
        var gated = Gated(sink, sink.EmitBlock, new AuditSinkControl(sink, parts, plan), parts.Context);
        try
        {
            parts.Appender.Open();
        }
        catch (Exception)
        {
            parts.Appender.Dispose();
            parts.Context.Counters.Retire();
            gated.Life.SetHandleAsInvalid();
            throw;
        }
        Attach(gated, plan.Options);
        SinkCollector.Add(gated);
        Action? end = parts.Context.Run is null ? null : () => sink.Post(parts.Appender.EndRun);
        if (plan.Options.FlushOnProcessExit) ProcessExitFlush.Join(sink, end);
        SinkMetrics.Instance.MakeMeter();
        return gated;
    }

    /// <summary>Keeps the last records below a level from a sink until a record at the trigger level comes.</summary>
    public static ILogEventSink Backtraced(
        ILogEventSink sink,
        int limit,
        LogEventLevel keptBelow,
        LogEventLevel trigger,
        BacktraceScope scope) => new BacktraceSink(sink, limit, keptBelow, trigger, scope);

    /// <summary>Gives transaction holding to a sink of another library.</summary>
    public static ILogEventSink Gated(ILogEventSink sink) => new WrappedSink(sink);

    static MtaioFileSink Gated(
        ILogEventSink sink,
        Action<IReadOnlyList<LogEvent>> emitBlock,
        ISinkControl control,
        SinkContext context)
    {
        var gate = new MtaioFileSink(sink, emitBlock, new SinkLife(control), context);
        control.Outermost = gate;
        context.Reporter.Sender = gate;
        return gate;
    }

    static void Attach(MtaioFileSink sink, MtaioFileOptions options)
    {
        try
        {
            options.Handle?.Attach(sink.Life);
        }
        catch (Exception)
        {
            // Another thread has given the handle to its own sink since the options were checked.
            sink.Dispose();
            throw;
        }
    }
}
