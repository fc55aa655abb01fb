using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The base of tests of the events that a logger makes: owns the logger and the sink in which they end.</summary>
public abstract class EventsUnderTest : IDisposable
{
    internal EventsUnderTest(Func<CollectingSink, Logger> loggerOver) => Logger = loggerOver(Sink);

    internal CollectingSink Sink { get; } = new();

    internal Logger Logger { get; }

    public void Dispose() => Logger.Dispose();
}
