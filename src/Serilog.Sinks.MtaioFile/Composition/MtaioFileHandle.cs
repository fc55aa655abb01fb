using Serilog.Sinks.MtaioFile.Composition;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Reads the statistics of one running sink, and flushes, rotates, reopens and closes it. Give the handle to the sink through
/// <see cref="MtaioFileOptions.Handle"/>. A handle serves one sink at a time: when the sink is closed, or its configuration has failed, the
/// handle can be given to another sink.
/// </summary>
/// <remarks>
/// Code that the sink itself calls (a formatter, a hook, a failure listener) cannot wait for the sink: flushing, rotating and reopening
/// fail at once with an <see cref="InvalidOperationException"/>, and are done when that code has returned.
/// </remarks>
public sealed class MtaioFileHandle
{
    // Any thread.
    Attachment? _attachment;

    /// <summary>
    /// What the sink has done so far. All numbers are zero until the handle is given to a sink. After that sink was closed, the numbers
    /// stay as they are until the handle is given to another sink, and begin at zero then.
    /// </summary>
    public MtaioFileStatistics Statistics => Volatile.Read(ref _attachment)?.Control.Statistics ?? default;

    /// <summary>
    /// How full the queue is, from 0 (empty) to 1 (full): the waiting events of <c>QueueLimit</c>, or their bytes of <c>QueueBytes</c>, or
    /// of what the other queues of the process leave, whichever is fuller. 0 for a sink without a queue and without a sink.
    /// </summary>
    public double QueueFill => Volatile.Read(ref _attachment)?.Control.QueueFill ?? 0;

    /// <summary>Whether the handle has a sink that is not closed.</summary>
    public bool IsOpen => Volatile.Read(ref _attachment) is { Control.IsClosed: false };

    /// <summary>
    /// The absolute path of the log file. After its sink was closed, this is still the path until the handle is given to another sink.
    /// </summary>
    /// <exception cref="InvalidOperationException">The handle was not given to a sink.</exception>
    public string Path => Control.Path;

    /// <summary>
    /// Flushes every event that was accepted before the call to the operating system, or with <paramref name="toDisk"/> to disk. It
    /// waits as long as failing writes are retried. After the sink was closed, it ends at once.
    /// </summary>
    /// <param name="toDisk">Whether to flush the events to disk (fsync) too. Default: false.</param>
    /// <param name="cancellationToken">Ends the wait. The events stay in the queue.</param>
    /// <returns>A task whose completion acknowledges the events: each of them is written.</returns>
    /// <exception cref="IOException">
    /// The fsync failed; or events before the call were dropped; or a failure or time-out has dropped events since the last flush. If
    /// events were dropped, the message says how many.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was canceled while the method waited.</exception>
    /// <exception cref="InvalidOperationException">The handle was not given to a sink.</exception>
    public Task FlushAsync(bool toDisk = false, CancellationToken cancellationToken = default) =>
        Control.FlushAsync(toDisk, cancellationToken);

    /// <summary>
    /// Rotates the file after every event that was accepted before the call. An empty file is not rotated.
    /// </summary>
    /// <returns>A task that completes when the file is rotated.</returns>
    /// <exception cref="IOException">
    /// The file could not be rotated, and events are still written to it; or the sink is closed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The handle was not given to a sink, or its sink does not rotate.</exception>
    public Task RotateAsync() => Control.RotateAsync();

    /// <summary>
    /// Closes the file and opens the path again, after every event that was accepted before the call. Call it when a tool such as logrotate
    /// has renamed the file.
    /// </summary>
    /// <returns>A task that completes when the path is open again.</returns>
    /// <exception cref="IOException">The path could not be opened, and the sink keeps trying; or the sink is closed.</exception>
    /// <exception cref="InvalidOperationException">The handle was not given to a sink.</exception>
    public Task ReopenAsync() => Control.ReopenAsync();

    /// <summary>
    /// Writes the waiting events and closes the sink, for at most <see cref="MtaioFileOptions.ShutdownTimeout"/>. Events that are emitted
    /// later are dropped and counted.
    /// </summary>
    /// <returns>A task that completes when the sink is closed.</returns>
    /// <exception cref="InvalidOperationException">The handle was not given to a sink.</exception>
    public Task CloseAsync() => Control.CloseAsync();

    /// <summary>Whether a sink that is not closed has the handle.</summary>
    internal bool IsInUse => InUse is not null;

    /// <summary>What is wrong with giving the handle to another sink; null = nothing.</summary>
    internal string? InUse => Volatile.Read(ref _attachment) is { IsOver: false } current
        ? $"the handle is already in use by the sink of {current.Control.Path}; give each sink its own, or close that sink first"
        : null;

    internal void Attach(SinkLife life)
    {
        var own = new Attachment(life);
        Attachment? current;
        do
        {
            current = Volatile.Read(ref _attachment);
            if (InUse is { } message) throw new InvalidOperationException(message);
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _attachment, own, current), current));
    }

    ISinkControl Control =>
        Volatile.Read(ref _attachment)?.Control ?? throw new InvalidOperationException("the handle was not given to a sink");

    /// <summary>The sink of the handle. It does not keep the sink alive for a logger.</summary>
    sealed class Attachment(SinkLife life)
    {
        readonly WeakReference _life = new(life);

        public ISinkControl Control { get; } = life.Control;

        public bool IsOver
        {
            get
            {
                if (Control.IsClosed || !_life.IsAlive) return true;
                // A configuration that failed leaves a sink that no logger has. Only a collection shows that.
                GC.Collect();
                return !_life.IsAlive;
            }
        }
    }
}
