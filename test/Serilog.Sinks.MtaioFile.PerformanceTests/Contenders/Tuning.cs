namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>How much a peer was tuned.</summary>
enum Tuning
{
    /// <summary>As the peer comes, except that it loses nothing.</summary>
    Default,

    /// <summary>With the options that are commonly set: no flush after each event, a bounded queue.</summary>
    Usual,

    /// <summary>With everything that its documentation names for speed.</summary>
    Best,
}
