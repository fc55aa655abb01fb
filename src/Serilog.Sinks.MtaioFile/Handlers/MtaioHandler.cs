using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Handlers;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// One handler of a <see cref="MtaioHandlerSet"/>: the sinks that <see cref="MtaioHandlerSet.Add"/> was given (mtaio's
/// <c>AsyncLogHandler</c>). Any number of threads may use its members at the same time.
/// </summary>
public sealed class MtaioHandler : IDisposable, IAsyncDisposable
{
    readonly HandlerList _list;

    // Any thread.
    volatile LogEventLevel _level = LevelAlias.Minimum;

    internal MtaioHandler(HandlerList list, HandlerEntry entry, string? name)
    {
        _list = list;
        Entry = entry;
        Name = name ?? entry.Latest.FileName ?? "";
    }

    /// <summary>The name of the handler.</summary>
    public string Name { get; }

    /// <summary>
    /// The lowest level of events that the handler gets (mtaio's <c>setLevel</c>); <see cref="LevelAlias.Off"/> = none. It applies to the
    /// events that are logged after it was set. The levels of the logger and of the handler's own sinks apply too. Default:
    /// <see cref="LogEventLevel.Verbose"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a level.</exception>
    public LogEventLevel Level
    {
        get => _level;
        set
        {
            if (value != LevelAlias.Off) Check.Level(value, nameof(value));
            _level = value;
        }
    }

    /// <summary>
    /// The formatter of the handler's file sinks (mtaio's <c>setFormatter</c>); null = each file sink has the formatter that it was added
    /// with. A new value applies to the events that are logged after it was set; earlier events keep their format. It reaches the file
    /// sinks of this library, also those inside wrappers such as <c>Conditional</c>. Sinks of other libraries keep their format, and so do
    /// sinks that <c>WriteTo.Map</c> creates later. It has no effect on a handler that was removed. Default: null.
    /// </summary>
    /// <exception cref="InvalidOperationException">The handler has no file sink of this library.</exception>
    public ITextFormatter? Formatter
    {
        get => Entry.Formatter;
        set
        {
            if (!Entry.Latest.HasFiles)
            {
                throw new InvalidOperationException(
                    $"the handler \"{Name}\" has no file sink of this library; only the formatter of such a sink can be set");
            }
            Entry.Formatter = value;
        }
    }

    internal HandlerEntry Entry { get; }

    /// <summary>
    /// Flushes every event that the handler's file sinks accepted before the call to the operating system, or with
    /// <paramref name="toDisk"/> to disk. It waits as long as failing writes are retried. When the handler is closed, it completes at once.
    /// Sinks of other libraries are not flushed.
    /// </summary>
    /// <param name="toDisk">Whether to flush the events to disk (fsync) too. Default: false.</param>
    /// <param name="cancellationToken">Ends the wait. The events stay in the queue.</param>
    /// <returns>A task whose completion acknowledges the events in the files: each of them is written.</returns>
    /// <exception cref="IOException">
    /// The fsync failed; or events before the call were dropped; or a failure or time-out has dropped events since the last flush. If
    /// events were dropped, the message says how many.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was canceled while the method waited.</exception>
    /// <exception cref="InvalidOperationException">A sink of the handler has called this code, which must not wait for it.</exception>
    public Task FlushAsync(bool toDisk = false, CancellationToken cancellationToken = default) =>
        Entry.Latest.FlushAsync(toDisk, cancellationToken);

    /// <summary>
    /// Removes the handler from its set (mtaio's <c>stop</c> and <c>close</c>): it gets no further events, writes the events that it has,
    /// and is closed. A second call does nothing.
    /// </summary>
    /// <returns>A task that completes when the sinks of the handler are closed.</returns>
    public Task CloseAsync() => DisposeAsync().AsTask();

    /// <summary>Does the same as <see cref="CloseAsync"/>, and returns when the sinks of the handler are closed.</summary>
    public void Dispose()
    {
        _list.Remove(this);
        Entry.Close(forGood: true);
    }

    /// <summary>Does the same as <see cref="CloseAsync"/>.</summary>
    /// <returns>A task that completes when the sinks of the handler are closed.</returns>
    public ValueTask DisposeAsync()
    {
        _list.Remove(this);
        return Entry.CloseAsync(forGood: true);
    }

    /// <summary>The name of the handler.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    internal void Emit(LogEvent logEvent)
    {
        if (logEvent.Level >= _level) Entry.Emit(logEvent);
    }
}
