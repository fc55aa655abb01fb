namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>What a property of a JSON record tells.</summary>
enum JsonFact
{
    /// <summary>Nothing that is asked.</summary>
    None,
    Time,
    Level,
    TransactionId,
    TransactionRecords,
    DropNotice,
}
