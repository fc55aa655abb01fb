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
        var name = path.Rolling is { } rolling ? LongestRolling(rolling, rotation) : LongestArchive(Path.GetFileName(path.Path), rotation);
        var suffix = rotation.Codec?.Suffix.Length ?? 0;
        return (OperatingSystem.IsWindows() ? name.Length : Encoding.UTF8.GetByteCount(name)) + suffix;
    }

    static string LongestArchive(string activeName, RotationPlan rotation)
    {
        var pattern = ArchiveNamePattern.Read(rotation.Options.ArchiveName, activeName);
        var first = ArchiveId.FirstOf(DateTime.MinValue, pattern.PrecisionFor(rotation.Interval));
        return new PatternArchiveNames(pattern).Format(first with { Number = rotation.BackupCount ?? LeastArchives });
    }

    static string LongestRolling(RollingPattern rolling, RotationPlan rotation)
    {
        var first = ArchiveId.FirstOf(DateTime.MinValue, rolling.PrecisionFor(rotation.Interval));
        return new RollingNames(rolling).Format(first with { Number = LeastArchives });
    }
}
