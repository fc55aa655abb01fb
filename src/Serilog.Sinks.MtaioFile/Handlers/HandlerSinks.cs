using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Composition;

namespace Serilog.Sinks.MtaioFile.Handlers;

/// <summary>The sinks of one handler, which act as one, and the file sinks of this library among them.</summary>
sealed class HandlerSinks : IDisposable, IAsyncDisposable
{
    readonly ILogEventSink _sink;
    readonly IReadOnlyList<ISinkControl> _files;

    /// <exception cref="Exception">The method throws it. The file sinks that it has created are closed.</exception>
    public HandlerSinks(Action<LoggerSinkConfiguration> configure) =>
        _sink = SinkCollector.Run(() => LoggerSinkConfiguration.CreateSink(configure), out _files);

    public bool HasFiles => _files.Count > 0;

    /// <summary>The name of the first log file; null = none.</summary>
    public string? FileName => HasFiles ? Path.GetFileName(_files[0].Path) : null;

    /// <summary>The sink, as the sender of failures.</summary>
    public ILogEventSink Sink => _sink;

    public void Emit(LogEvent logEvent) => _sink.Emit(logEvent);

    public void SetFailureListener(ILoggingFailureListener listener) => (_sink as ISetLoggingFailureListener)?.SetFailureListener(listener);

    /// <summary>Makes the file sinks write later events with a formatter; null = the one that they were added with.</summary>
    public void SetFormatter(ITextFormatter? formatter)
    {
        foreach (var file in _files) file.SetFormatter(formatter);
    }

    public Task FlushAsync(bool toDisk, CancellationToken cancellationToken) =>
        Task.WhenAll(_files.Select(f => f.FlushAsync(toDisk, cancellationToken)));

    /// <summary>Flushes for as long as closing may take. Failures are left to the failure listener.</summary>
    public void FlushInTime()
    {
        foreach (var (file, flush) in _files.Select(f => (f, Flush: f.FlushAsync(toDisk: false, CancellationToken.None))).ToList())
        {
            try
            {
                flush.Wait(file.ShutdownTimeout);
            }
            catch (AggregateException)
            {
                // The failure listener has the dropped events.
            }
        }
    }

    /// <inheritdoc cref="FlushInTime"/>
    public Task FlushInTimeAsync() => Task.WhenAll(_files.Select(FlushInTimeAsync));

    public void Dispose() => (_sink as IDisposable)?.Dispose();

    public ValueTask DisposeAsync()
    {
        if (_sink is IAsyncDisposable asyncDisposable) return asyncDisposable.DisposeAsync();
        Dispose();
        return ValueTask.CompletedTask;
    }

    static async Task FlushInTimeAsync(ISinkControl file)
    {
        var flush = file.FlushAsync(toDisk: false, CancellationToken.None);
        await Task.WhenAny(flush, Task.Delay(file.ShutdownTimeout)).ConfigureAwait(false);
    }
}
