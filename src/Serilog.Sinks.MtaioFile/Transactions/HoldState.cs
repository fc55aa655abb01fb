namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>How far a hold is.</summary>
enum HoldState
{
    /// <summary>It takes records.</summary>
    Holding,

    /// <summary>It passes its records on, and still takes records, which follow.</summary>
    Releasing,

    /// <summary>It passes on the records that came while it released the first ones. Further records wait for the end.</summary>
    ReleasingLatecomers,

    /// <summary>It takes no records.</summary>
    Ended,
}
