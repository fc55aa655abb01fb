using System.Collections;
using Serilog.Configuration;
using Serilog.Sinks.MtaioFile.Handlers;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Handlers: sinks that are added to a running logger and removed from it (mtaio's <c>add_handler</c> and <c>remove_handler</c>). Give the
/// set to <c>WriteTo.MtaioHandlers(…)</c>. Any number of threads may use its members at the same time. Enumerating the set gives the
/// handlers that are in it at that moment.
/// </summary>
/// <remarks>
/// Several loggers may have one set, at the same time or one after the other, as a bootstrap logger and the final logger. Each handler gets
/// the events of all of them, once. When the last logger that has logged to the set is closed, the handlers write their events and are
/// closed. They stay in the set: the next event of another logger opens them again, in the way in which they were added. The events of a
/// logger that is closed while others go on are written before its closing ends. A failure listener of one logger gets the failures of all
/// events in the handlers.
/// </remarks>
public sealed class MtaioHandlerSet : IReadOnlyCollection<MtaioHandler>
{
    /// <summary>How many handlers are in the set now.</summary>
    public int Count => List.Handlers.Length;

    /// <summary>Adds a sink, or several sinks as one handler: <c>set.Add(to =&gt; to.MtaioFile("debug.log"))</c>.</summary>
    /// <param name="configure">
    /// Adds the sinks, in the way that <c>WriteTo</c> does. It is called at once, and again whenever the handler is opened for another
    /// logger.
    /// </param>
    /// <param name="name">
    /// The name of the handler; null = the name of its first log file, and without a file an empty name. Default: null.
    /// </param>
    /// <returns>The handler. Closing or disposing it removes it from the set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public MtaioHandler Add(Action<LoggerSinkConfiguration> configure, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var handler = new MtaioHandler(List, new HandlerEntry(() => new HandlerSinks(configure), () => List.HasLoggers), name);
        List.Add(handler);
        return handler;
    }

    /// <summary>Enumerates the handlers that are in the set now, in the order in which they were added.</summary>
    /// <returns>An enumerator. Handlers that are added or removed meanwhile do not change what it gives.</returns>
    public IEnumerator<MtaioHandler> GetEnumerator() => List.Handlers.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal HandlerList List { get; } = new();

    /// <summary>The sink for one more logger.</summary>
    internal HandlerSetSink CreateSink() => new(List);
}
