namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>How far a log is read.</summary>
/// <param name="BytesRead">The bytes of the files, as they are on the disk, that were read.</param>
/// <param name="BytesTotal">The bytes of all files.</param>
/// <param name="Records">The records that were read.</param>
/// <param name="File">The path of the file that is read now.</param>
public sealed record ReadProgress(long BytesRead, long BytesTotal, long Records, string File);
