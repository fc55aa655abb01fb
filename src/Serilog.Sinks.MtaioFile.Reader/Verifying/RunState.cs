using Serilog.Sinks.MtaioFile.Reader.Parsing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>What is known of one run.</summary>
sealed class RunState(ulong run)
{
    public string Id { get; } = RecordMark.TextOf(run);

    /// <summary>The run record that was read last; null = none was.</summary>
    public RunRecord? Record { get; set; }

    /// <summary>The last number that must have been there.</summary>
    public long Last { get; set; }

    /// <summary>The first number that was read; 0 = none.</summary>
    public long First { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>The index of the last file in which the run has a run record.</summary>
    public int FileOfRecord { get; set; } = -1;

    /// <summary>The place of the run's last record.</summary>
    public Place LastPlace { get; set; }

    public long Announced { get; set; }

    public NumbersOfEnds NamedAtEnds { get; } = new();

    public NumberGaps Gaps { get; } = new();

    public LogRun ToPublic(long missing) =>
        new(Id, Record?.Host, Record?.ProcessId, Record?.Started, First, Last, HasEnded) { Announced = Announced, Missing = missing };
}
