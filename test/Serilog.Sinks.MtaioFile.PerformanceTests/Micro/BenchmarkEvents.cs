using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Micro;

/// <summary>A slice of sample events, as the queue hands them over.</summary>
sealed class BenchmarkEvents : ILogEventSink
{
    public const int Count = 256;

    readonly List<LogEvent> _events = [];

    public static LogEvent[] Create()
    {
        var sink = new BenchmarkEvents();
        using var contender = new SerilogContender(configuration => configuration.WriteTo.Sink(sink));
        contender.WriteRange(SampleEvent.FirstNumber, SampleEvent.FirstNumber + Count);
        return [.. sink._events];
    }

    public void Emit(LogEvent logEvent) => _events.Add(logEvent);
}
