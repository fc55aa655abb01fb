namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>A stretch of time, its end excluded.</summary>
readonly record struct Period(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;
}
