namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Records that a hold keeps no longer, and the sink that is to get them.</summary>
readonly record struct HeldBlock(TransactionGate Sink, HeldRecords Records);
