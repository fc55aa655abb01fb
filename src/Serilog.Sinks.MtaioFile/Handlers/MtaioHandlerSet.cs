using Serilog.Configuration;
using Serilog.Sinks.MtaioFile.Handlers;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Sinks that are added to a running logger and removed from it (mtaio's <c>add_handler</c> and <c>remove_handler</c>). Give the set to
/// <c>WriteTo.MtaioHandlers(…)</c>. Any number of threads may use its members at the same time.
/// </summary>
public sealed class MtaioHandlerSet
{
    /// <summary>How many handlers are in the set now.</summary>
    public int Count => Sink.Count;

    internal HandlerSetSink Sink { get; } = new();

    /// <summary>Adds a sink, or several sinks as one handler: <c>set.Add(to =&gt; to.MtaioFile("debug.log"))</c>.</summary>
    /// <param name="configure">Adds the sinks, in the way that <c>WriteTo</c> does.</param>
    /// <returns>Disposing it removes the handler: the handler gets no further events, writes the events it has, and is closed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The logger of the set is disposed.</exception>
    public IAsyncDisposable Add(Action<LoggerSinkConfiguration> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Sink.Add(LoggerSinkConfiguration.CreateSink(configure));
    }
}
