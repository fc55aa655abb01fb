using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>Does nothing: what is left is what Serilog itself costs.</summary>
sealed class NullSink : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
    }
}
