namespace Serilog.Sinks.MtaioFile.Tool.Config;

/// <summary>A place in a text file.</summary>
/// <param name="File">The path of the file, as the user has written it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character in the line, from 1.</param>
sealed record JsonPosition(string File, int Line, int Column)
{
    /// <summary>The form that editors and terminals make a link of.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}");
}
