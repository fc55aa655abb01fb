namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>The things that all parts of one sink share: its path and clock, and where the parts count and report.</summary>
sealed class SinkContext
{
    public SinkContext(string path, TimeProvider clock)
    {
        Path = path;
        Clock = clock;
        Counters = new SinkCounters(path);
        Reporter = new FailureReporter(Counters);
        Ledger = new DropLedger(Counters, Reporter, clock, path);
    }

    /// <summary>The absolute path of the active file.</summary>
    public string Path { get; }

    public TimeProvider Clock { get; }

    public SinkCounters Counters { get; }

    public FailureReporter Reporter { get; }

    public DropLedger Ledger { get; }
}
