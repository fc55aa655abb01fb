using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Writing;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Acts on a queued sink: each operation takes its place in the queue, and the worker runs it.</summary>
sealed class QueuedSinkControl(QueueingSink sink, SinkParts parts, SinkPlan plan) : ISinkControl
{
    WeakReference<MtaioFileSink>? _outermost;

    public MtaioFileSink Outermost
    {
        set => _outermost = new WeakReference<MtaioFileSink>(value);
    }

    public MtaioFileStatistics Statistics => parts.Context.Counters.Snapshot();

    public double QueueFill => sink.QueueFill;

    public string Path => parts.ActivePath.Current;

    public bool IsClosed => sink.IsClosed;

    public TimeSpan ShutdownTimeout => plan.Options.ShutdownTimeout;

    public Task FlushAsync(bool toDisk, CancellationToken cancellationToken) =>
        parts.ThenArchived(sink.FlushAsync(toDisk ? Counted(parts.Appender.FlushToDisk) : null, cancellationToken), cancellationToken);

    public Task RotateAsync()
    {
        plan.RequireRotation();
        if (IsClosed) return this.Closed();
        return parts.ThenArchived(sink.FlushAsync(Counted(parts.Appender.Rotate), CancellationToken.None));
    }

    /// <remarks>A write that is being retried may need another file: it gets the path anew, at once.</remarks>
    public Task ReopenAsync()
    {
        if (IsClosed) return this.Closed();
        var reopened = sink.FlushAsync(Counted(parts.Appender.Reopen), CancellationToken.None);
        parts.Appender.RequestReopening();
        sink.RetryNow();
        return reopened;
    }

    public Task CloseAsync()
    {
        IAsyncDisposable closing = _outermost?.TryGetTarget(out var outermost) is true ? outermost : sink;
        return closing.DisposeAsync().AsTask();
    }

    public void SetFormatter(ITextFormatter? formatter) => sink.Post(parts.ChangeFormatter(formatter ?? plan.Formatter));

    Action Counted(Action operation) => () => parts.Context.Counters.RunCounted(operation);
}

/// <summary>Acts on an audit sink, between two events.</summary>
sealed class AuditSinkControl(AuditFileSink sink, SinkParts parts, SinkPlan plan) : ISinkControl
{
    WeakReference<MtaioFileSink>? _outermost;

    public MtaioFileSink Outermost
    {
        set => _outermost = new WeakReference<MtaioFileSink>(value);
    }

    public MtaioFileStatistics Statistics => parts.Context.Counters.Snapshot();

    public double QueueFill => 0;

    public string Path => parts.ActivePath.Current;

    public bool IsClosed => sink.IsClosed;

    public TimeSpan ShutdownTimeout => plan.Options.ShutdownTimeout;

    /// <remarks>An event whose call has returned is with the operating system: a flush without the disk has nothing to do.</remarks>
    public Task FlushAsync(bool toDisk, CancellationToken cancellationToken) =>
        parts.ThenArchived(toDisk ? Run(parts.Appender.FlushToDisk) : Completed(AuditFileSink.RequireOutside), cancellationToken);

    public Task RotateAsync()
    {
        plan.RequireRotation();
        return IsClosed ? this.Closed() : parts.ThenArchived(Run(parts.Appender.Rotate));
    }

    public Task ReopenAsync() => IsClosed ? this.Closed() : Run(parts.Appender.Reopen);

    public Task CloseAsync()
    {
        ProcessExitFlush.Leave(sink);
        return Completed(_outermost?.TryGetTarget(out var outermost) is true ? outermost.Dispose : sink.Dispose);
    }

    public void SetFormatter(ITextFormatter? formatter) => sink.Post(parts.ChangeFormatter(formatter ?? plan.Formatter));

    Task Run(Action operation) => Completed(() => sink.Run(() => parts.Context.Counters.RunCounted(operation)));

    static Task Completed(Action operation)
    {
        try
        {
            operation();
            return Task.CompletedTask;
        }
        catch (Exception ex)
        {
            return Task.FromException(ex as IOException ?? new IOException(FailureText.Of(ex), ex));
        }
    }
}

static class ClosedSink
{
    /// <summary>What an operation on the file of a closed sink ends with.</summary>
    public static Task Closed(this ISinkControl control) => Task.FromException(new IOException($"the sink of {control.Path} is closed"));
}
