using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>A finding that somebody has accepted. It is known again in an archive of another name, compressed or not.</summary>
/// <param name="Log">The path of the log.</param>
/// <param name="Kind">What the finding is about.</param>
/// <param name="FileFrom">The time of the first record in the file; null = no record of the file has a time.</param>
/// <param name="Line">The line in the file.</param>
/// <param name="Offset">The byte in the uncompressed file.</param>
/// <param name="Message">What was found.</param>
sealed record KnownFinding(string Log, FindingKind Kind, DateTimeOffset? FileFrom, long Line, long Offset, string Message)
{
    /// <summary>What the user has written beside the finding.</summary>
    public string? Note { get; init; }

    /// <summary>Makes a finding known; null = it is no error, or one that says that something was not checked at all.</summary>
    public static KnownFinding? Of(string log, Finding finding, LogVerification result)
    {
        if (finding.Severity != FindingSeverity.Error) return null;
        if (finding.Kind is FindingKind.ChainKey or FindingKind.UnreadableFile or FindingKind.NotChecked) return null;
        var from = result.Files.FirstOrDefault(f => string.Equals(f.File.Path, finding.File, StringComparison.Ordinal))?.From;
        return new(Path.GetFullPath(log), finding.Kind, from, finding.Line, finding.Offset, MessageOf(finding));
    }

    public KnownFinding WithoutNote() => this with { Note = null };

    /// <summary>The names of archives change with each rotation.</summary>
    static string MessageOf(Finding finding)
    {
        if (finding.Kind != FindingKind.MissingArchive) return finding.Message;
        var count = string.Concat(finding.Message.TakeWhile(char.IsAsciiDigit));
        return count.Length == 0 ? "an archive is missing beside this one" : $"{count} archives are missing beside this one";
    }
}
