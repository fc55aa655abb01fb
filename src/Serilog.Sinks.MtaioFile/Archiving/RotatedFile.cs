namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>What became of the active file.</summary>
/// <param name="Path">Where the file is now; null = it was deleted.</param>
/// <param name="IsWaiting">Whether it waits under a pending name until the archives have shifted.</param>
/// <param name="HasShifted">Whether archives have shifted, so that some may be beyond those that are kept.</param>
readonly record struct RotatedFile(string? Path, bool IsWaiting, bool HasShifted);
