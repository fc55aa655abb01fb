using Serilog.Sinks.MtaioFile.Composition;







namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Holds on to one running sink. Give it to the sink through <see cref="MtaioFileOptions.Handle"/>; from then on its members act on that sink.
/// </summary>
public sealed class MtaioFileHandle
{
    ISinkControl? _control;

    /// <summary>What the sink has done so far; all zero before the handle was given to a sink.</summary>
    public MtaioFileStatistics Statistics => _control?.Statistics ?? default;

    /// <summary>The absolute path of the log file.</summary>
    /// <exception cref="InvalidOperationException">The handle was not given to a sink.</exception>
    public string Path => Control.Path;

    /// <summary>
    /// Completes when every event accepted before the call is with the operating system, or with <paramref name="toDisk"/> on the disk,
    /// so that completing is an acknowledgement. It waits for as long as failing writes are retried. After the sink was closed it completes at once.
    /// </summary>
    /// <param name="toDisk">Whether to force the events to the disk (fsync) as well.</param>
    /// <param name="cancellationToken">Ends the wait; the events stay queued.</param>
    /// <exception cref="IOException">
    /// An event was lost that the caller could count on: one that was waiting when this was called, or one that a failure or a time-out cost
    /// since the last flush; the message says how many. Or the fsync failed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The handle was not given to a sink.</exception>
    public Task FlushAsync(bool toDisk = false, CancellationToken cancellationToken = default) => Control.FlushAsync(toDisk, cancellationToken);

    /// <summary>
    /// Rotates the file now, after every event accepted before the call. An empty file is not rotated.
    /// </summary>
    /// <exception cref="IOException">The file could not be rotated; it goes on being written.</exception>
    /// <exception cref="InvalidOperationException">The handle was not given to a sink, or its sink does not rotate.</exception>
    public Task RotateAsync() => Control.RotateAsync();

    /// <summary>
    /// Closes the file and opens the path anew, after every event accepted before the call: the second half of an external rotation,
    /// when a tool such as logrotate has renamed the file.
    /// </summary>
    /// <exception cref="IOException">The path could not be opened; the sink keeps trying.</exception>
    /// <exception cref="InvalidOperationException">The handle was not given to a sink.</exception>
    public Task ReopenAsync() => Control.ReopenAsync();

    /// <summary>
    /// Writes what is waiting and closes the sink, within <see cref="MtaioFileOptions.ShutdownTimeout"/>. Events emitted later are counted as dropped.
    /// </summary>
    /// <exception cref="InvalidOperationException">The handle was not given to a sink.</exception>
    public Task CloseAsync() => Control.CloseAsync();

    internal bool IsAttached => _control is not null;

    internal void Attach(ISinkControl control)
    {
        if (Interlocked.CompareExchange(ref _control, control, null) is not null)
            throw new InvalidOperationException("the handle is already in use by another sink; give each sink its own");
    }

    ISinkControl Control => _control ?? throw new InvalidOperationException("the handle was not given to a sink");
}
