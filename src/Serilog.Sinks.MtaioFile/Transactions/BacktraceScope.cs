namespace Serilog.Sinks.MtaioFile;

/// <summary>Which kept records <c>WriteTo.MtaioBacktrace</c> writes before a record at the trigger level.</summary>
public enum BacktraceScope
{
    /// <summary>All that the sink has kept.</summary>
    Sink,

    /// <summary>
    /// Those with the same trace id, such as those of one web request. The trace id is that of <c>System.Diagnostics.Activity.Current</c>.
    /// Records without a trace id belong together. At most 1,000 traces are kept; the trace that is idle for longest is discarded first.
    /// </summary>
    Trace,
}
