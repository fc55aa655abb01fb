using Serilog.Sinks.MtaioFile.Diagnostics;



namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>What one step of writing has settled: how many of the next events, and which of those could not be rendered.</summary>
readonly record struct WriteStep(int Settled, IReadOnlyList<FailedEvent> Failed);
