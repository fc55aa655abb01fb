using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>An event that could not be encoded, its number, and the cause.</summary>
sealed record FailedEvent(LogEvent Event, long Number, Exception Cause);
