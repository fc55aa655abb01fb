using System.Globalization;
using System.Text;
using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>How long the names of a file's archives can get.</summary>
static class ArchiveNameLength
{
    /// <summary>The longest name that file systems allow.</summary>
    public const int Limit = 255;

    /// <summary>The number of archives for which there must be names when all are kept: with fewer, the file would hardly rotate.</summary>
    const int LeastArchives = 9;

    /// <summary>The length of the longest name: in characters on Windows, else in bytes.</summary>
    public static int Longest(string activeName, RotationPlan rotation)
    {
        var number = 1 + (rotation.BackupCount ?? LeastArchives).ToString(CultureInfo.InvariantCulture).Length;
        var suffix = ArchiveCodecs.For(rotation.Options.Compression)?.Suffix.Length ?? 0;
        var own = OperatingSystem.IsWindows() ? activeName.Length : Encoding.UTF8.GetByteCount(activeName);
        return own + StampLength(rotation) + number + suffix;
    }

    static int StampLength(RotationPlan rotation)
    {
        if (rotation.Options.Naming != ArchiveNaming.Dated) return 0;
        var first = DatedArchiveNames.FirstOf(default, DatedArchiveNames.PrecisionFor(rotation.Interval));
        return new DatedArchiveNames("").Format(first).Length;
    }
}
