using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>Something that was found in a log.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="File">The path of the file.</param>
/// <param name="Line">The number of the line, from 1 on; 0 = the whole file.</param>
/// <param name="Offset">The byte at which the line begins, in the uncompressed file; the bytes of a UTF-16 or UTF-32 file as UTF-8.</param>
/// <param name="Message">What was found, in lower case.</param>
public sealed record Finding(FindingKind Kind, FindingSeverity Severity, string File, long Line, long Offset, string Message)
{
    /// <summary>The finding in one line.</summary>
    public override string ToString() => Line == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{File}: {Message}")
        : string.Create(CultureInfo.InvariantCulture, $"{File}, line {Line}, byte {Offset}: {Message}");
}
