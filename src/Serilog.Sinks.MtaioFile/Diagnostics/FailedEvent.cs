using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>An event that could not be encoded, and the cause.</summary>
sealed record FailedEvent(LogEvent Event, Exception Cause);
