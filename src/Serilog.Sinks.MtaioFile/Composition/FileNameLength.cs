using System.Text;
using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>How long the names of a log's files can get.</summary>
static class FileNameLength
{
    /// <summary>The longest name that file systems allow.</summary>
    public const int Limit = 255;

    /// <summary>The number of archives for which there must be names when all are kept: with fewer, the file would hardly rotate.</summary>
    const int LeastArchives = 9;

    /// <summary>The length of the longest name: in characters on Windows, else in bytes.</summary>
    public static int Longest(LogPath path, RotationPlan rotation)
    {
        var name = path.Rolling is { } rolling ? LongestRolling(rolling, rotation) : LongestArchive(path.Path, rotation);
        var longest = LengthOf(name) + (rotation.Codecs.Chosen?.Suffix.Length ?? 0);
        return IsElsewhere(path, rotation) ? Math.Max(longest, LengthOf(Path.GetFileName(path.Path)) + PendingNames.LongestEnd) : longest;
    }

    static int LengthOf(string name) => OperatingSystem.IsWindows() ? name.Length : Encoding.UTF8.GetByteCount(name);

    /// <summary>Whether a file may wait beside the active file until it is in the folder of the archives.</summary>
    static bool IsElsewhere(LogPath path, RotationPlan rotation) =>
        path.Rolling is null && PatternOf(path.Path, rotation).Folder.Length > 0;

    static ArchiveNamePattern PatternOf(string activePath, RotationPlan rotation) =>
        ArchiveNamePattern.Read(rotation.Options.ArchiveName, activePath, rotation.Codecs.All);

    static string LongestArchive(string activePath, RotationPlan rotation)
    {
        var pattern = PatternOf(activePath, rotation);
        var first = ArchiveId.FirstOf(DateTime.MinValue, pattern.PrecisionFor(rotation.Interval));
        return new PatternArchiveNames(pattern).Format(first with { Number = rotation.BackupCount ?? LeastArchives });
    }

    static string LongestRolling(RollingPattern rolling, RotationPlan rotation)
    {
        var first = ArchiveId.FirstOf(DateTime.MinValue, rolling.PrecisionFor(rotation.Interval));
        return new RollingNames(rolling).Format(first with { Number = LeastArchives });
    }
}
