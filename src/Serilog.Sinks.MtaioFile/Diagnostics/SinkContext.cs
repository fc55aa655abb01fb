using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>The things that all parts of one sink share: its path and clock, and where the parts count and report.</summary>
sealed class SinkContext
{
    /// <param name="path">The absolute path of the active file.</param>
    /// <param name="clock">The clock of the sink.</param>
    /// <param name="hasNumbers">Whether the records have numbers.</param>
    public SinkContext(string path, TimeProvider clock, bool hasNumbers = false)
    {
        Path = path;
        Clock = clock;
        Counters = new SinkCounters(path);
        Reporter = new FailureReporter(Counters);
        Run = hasNumbers ? new LogRun(clock) : null;
        Ledger = new DropLedger(Counters, Reporter, clock, path, hasNumbers);
    }

    /// <summary>The absolute path of the active file.</summary>
    public string Path { get; }

    public TimeProvider Clock { get; }

    /// <summary>The run whose records have numbers; null = they have none.</summary>
    public LogRun? Run { get; }

    public SinkCounters Counters { get; }

    public FailureReporter Reporter { get; }

    public DropLedger Ledger { get; }
}
