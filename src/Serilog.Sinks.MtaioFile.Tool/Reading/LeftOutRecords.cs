using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>Tells what could not be shown, each file once.</summary>
/// <param name="error">The standard error.</param>
sealed class LeftOutRecords(TextWriter error)
{
    readonly HashSet<(string File, FindingKind Kind)> _told = [];

    /// <summary>The exit code: bad if anything is left out.</summary>
    public int Code => _told.Count == 0 ? Exit.Good : Exit.Bad;

    public void Add(Finding finding)
    {
        if (_told.Add((finding.File, finding.Kind))) error.WriteLine($"mtaiolog: {finding}");
    }
}
