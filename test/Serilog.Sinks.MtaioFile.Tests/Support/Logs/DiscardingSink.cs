using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Keeps nothing of the events that reach it.</summary>
sealed class DiscardingSink : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
    }
}
