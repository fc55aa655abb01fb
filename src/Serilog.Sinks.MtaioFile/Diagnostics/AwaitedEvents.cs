using System.Collections.Concurrent;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>The events whose callers wait for what becomes of each of them. Any thread may use it.</summary>
sealed class AwaitedEvents(string path)
{
    // Made with the first awaited event.
    ConcurrentDictionary<LogEvent, string?>? _drops;
    int _count;

    /// <summary>Whether any event is awaited: then no event is released before it is settled.</summary>
    public bool Any => Volatile.Read(ref _count) > 0;

    public void Add(LogEvent logEvent)
    {
        var drops = LazyInitializer.EnsureInitialized(ref _drops, static () => new(ReferenceEqualityComparer.Instance));
        if (drops.TryAdd(logEvent, null)) Interlocked.Increment(ref _count);
    }

    /// <summary>Notes that an event was dropped, if it is awaited.</summary>
    public void NoteDrop(LogEvent logEvent, DropReason reason, string? lastError)
    {
        if (Any) _drops!.TryUpdate(logEvent, TextOf(reason, lastError), null);
    }

    /// <summary>Completes when the event is written.</summary>
    /// <param name="logEvent">An event that was added.</param>
    /// <param name="settled">Completes when the event is settled; its exception is about other events too.</param>
    /// <exception cref="LoggingException">The event was dropped.</exception>
    public async Task AwaitWritten(LogEvent logEvent, Task settled)
    {
        await settled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_drops!.TryRemove(logEvent, out var drop)) return;
        Interlocked.Decrement(ref _count);
        if (drop is not null) throw new LoggingException($"an event was not written to {path}: {drop}");
    }

    static string TextOf(DropReason reason, string? lastError) => reason switch
    {
        DropReason.Overflow => "the queue was full",
        DropReason.Formatting => "it could not be formatted; the failure listener has the exception",
        DropReason.Failure => $"writing kept failing: {lastError}",
        DropReason.Shutdown => "the sink was closed before there was time to write it",
        _ => "the sink was closed",
    };
}
