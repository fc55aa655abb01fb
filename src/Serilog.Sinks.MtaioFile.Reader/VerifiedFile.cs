namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>What was read of one file.</summary>
/// <param name="File">The file.</param>
/// <param name="Records">Its records.</param>
/// <param name="Bytes">Its bytes, uncompressed.</param>
/// <param name="From">The time of its first record; null = none is known.</param>
/// <param name="Until">The time of its last record; null = none is known.</param>
public sealed record VerifiedFile(MtaioLogFile File, long Records, long Bytes, DateTimeOffset? From, DateTimeOffset? Until);
