using Serilog.Configuration;
using Serilog.Sinks.MtaioFile.Handlers;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Sinks that are added to a running logger and removed from it again (mtaio's <c>add_handler</c> and <c>remove_handler</c>). Give it to
/// <c>WriteTo.MtaioHandlers(…)</c>. All members may be used by many threads at once.
/// </summary>
public sealed class MtaioHandlerSet
{
    /// <summary>How many handlers there are now.</summary>
    public int Count => Sink.Count;

    internal HandlerSetSink Sink { get; } = new();

    /// <summary>Adds a sink, or several as one: <c>set.Add(to =&gt; to.MtaioFile("debug.log"))</c>.</summary>
    /// <param name="configure">Configures it like <c>WriteTo</c>.</param>
    /// <returns>Removes it when disposed: it gets no further events, writes what it has, and is closed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The logger that the set was given to is disposed.</exception>
    public IAsyncDisposable Add(Action<LoggerSinkConfiguration> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Sink.Add(LoggerSinkConfiguration.CreateSink(configure));
    }
}
