using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Writing;







namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Acts on a queued sink: operations take their place in the queue and are run by the worker.</summary>
sealed class QueuedSinkControl(QueueingSink sink, FileRotator file, SinkCounters counters, SinkPlan plan) : ISinkControl
{
    public MtaioFileStatistics Statistics => counters.Snapshot();

    public string Path => plan.Path;

    public Task FlushAsync(bool toDisk, CancellationToken cancellationToken) => sink.FlushAsync(toDisk ? Watched(file.FlushToDisk) : null, cancellationToken);

    public Task RotateAsync()
    {
        plan.RequireRotation();
        return sink.FlushAsync(Watched(file.Rotate), CancellationToken.None);
    }

    public Task ReopenAsync() => sink.FlushAsync(Watched(file.Reopen), CancellationToken.None);

    public Task CloseAsync() => sink.DisposeAsync().AsTask();

    Action Watched(Action operation) => () => counters.Watch(operation);
}

/// <summary>Acts on an audit sink, between two events.</summary>
sealed class AuditSinkControl(AuditFileSink sink, FileRotator file, SinkCounters counters, SinkPlan plan) : ISinkControl
{
    public MtaioFileStatistics Statistics => counters.Snapshot();

    public string Path => plan.Path;

    public Task FlushAsync(bool toDisk, CancellationToken cancellationToken) => toDisk ? Run(file.FlushToDisk) : Task.CompletedTask;

    public Task RotateAsync()
    {
        plan.RequireRotation();
        return Run(file.Rotate);
    }

    public Task ReopenAsync() => Run(file.Reopen);

    public Task CloseAsync() => Run(sink.Dispose);

    Task Run(Action operation)
    {
        try
        {
            sink.Run(() => counters.Watch(operation));
            return Task.CompletedTask;
        }
        catch (Exception ex)
        {
            return Task.FromException(ex as IOException ?? new IOException(ex.Message, ex));
        }
    }
}
