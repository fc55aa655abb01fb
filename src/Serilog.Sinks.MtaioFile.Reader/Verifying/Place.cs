namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>A place in a log.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="FileIndex">Which file it is, from the oldest on.</param>
/// <param name="Line">The line.</param>
/// <param name="Offset">The byte.</param>
readonly record struct Place(string File, int FileIndex, long Line, long Offset);
