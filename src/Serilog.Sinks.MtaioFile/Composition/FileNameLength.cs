using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>How long the names of a log's files can get.</summary>
static class FileNameLength
{
    /// <summary>The longest name that file systems allow.</summary>
    public const int Limit = 255;

    /// <summary>The number of archives for which there must be names when all are kept: with fewer, the file would hardly rotate.</summary>
    const int LeastArchives = 9;

    /// <summary>The length of the longest name: in what the rules of the system count.</summary>
    public static int Longest(LogPath path, RotationPlan rotation)
    {
        var name = path.Rolling is { } rolling ? LongestRolling(path, rolling, rotation) : LongestArchive(path, rotation);
        var longest = path.Rules.LengthOf(name) + (rotation.Codecs.Chosen?.Suffix.Length ?? 0);
        if (!IsElsewhere(path, rotation)) return longest;
        return Math.Max(longest, path.Rules.LengthOf(Path.GetFileName(path.Path)) + PendingNames.LongestEnd);
    }

    /// <summary>Whether a file may wait beside the active file until it is in the folder of the archives.</summary>
    static bool IsElsewhere(LogPath path, RotationPlan rotation) =>
        path.Rolling is null && rotation.PatternFor(path.Path).Folder.Length > 0;

    static string LongestArchive(LogPath path, RotationPlan rotation)
    {
        var pattern = rotation.PatternFor(path.Path);
        var first = ArchiveId.FirstOf(DateTime.MinValue, pattern.PrecisionFor(rotation.Interval));
        var names = new PatternArchiveNames(pattern, path.Rules.Comparison);
        return names.Format(first with { Number = rotation.BackupCount ?? LeastArchives });
    }

    static string LongestRolling(LogPath path, RollingPattern rolling, RotationPlan rotation)
    {
        var first = ArchiveId.FirstOf(DateTime.MinValue, rolling.PrecisionFor(rotation.Interval));
        return new RollingNames(rolling, path.Rules.Comparison).Format(first with { Number = LeastArchives });
    }
}
