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
        var suffix = Math.Max(rotation.Codecs.Chosen?.Suffix.Length ?? 0, PendingEndFor(path, rotation));
        return (OperatingSystem.IsWindows() ? name.Length : Encoding.UTF8.GetByteCount(name)) + suffix;
    }

    /// <summary>A file may wait beside the active file until it is in the folder of the archives.</summary>
    static int PendingEndFor(LogPath path, RotationPlan rotation)
    {
        if (path.Rolling is not null) return 0;
        return PatternOf(path.Path, rotation).Folder.Length > 0 ? ArchiveMover.PendingEnd.Length : 0;
    }

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
