using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// A pattern for the names of archives, such as <c>{stem}.{date}.{n:000}{ext}</c>, read for one active file: the fixed text around a number
/// and, before the number, a date.
/// </summary>
/// <param name="Folder">The folder, with its last separator; empty = the folder of the active file.</param>
/// <param name="Start">The text before the date, or before the number if there is no date.</param>
/// <param name="Stamps">The formats that the date may have; empty if there is no date.</param>
/// <param name="Middle">The text between date and number.</param>
/// <param name="Digits">The least digits of the number; 0 = a former name without a number.</param>
/// <param name="End">The text after the number.</param>
sealed record ArchiveNamePattern(
    string Folder,
    string Start,
    IReadOnlyList<StampFormat> Stamps,
    string Middle,
    int Digits,
    string End)
{
    /// <summary>Whether archives have a date and keep their names; else their numbers shift.</summary>
    public bool IsDated => Stamps.Count > 0;

    /// <summary>Folder and name of an archive, as an example of all of them.</summary>
    public string Example
    {
        get
        {
            var number = Digits == 0 ? "" : 1.ToString($"D{Digits}", CultureInfo.InvariantCulture);
            return Folder + Start + (IsDated ? Stamps[0].Write(DateTime.MinValue) : "") + Middle + number + End;
        }
    }

    /// <summary>How precisely the names of new archives give the date.</summary>
    public StampPrecision PrecisionFor(RotationInterval interval) => StampFormat.PrecisionOf(Stamps, interval);

    /// <summary>The default of <see cref="RotationOptions.ArchiveName"/>: it has no mistakes, and need not be read.</summary>
    public static ArchiveNamePattern DefaultFor(string activePath) =>
        new(Folder: "", Path.GetFileName(activePath) + '.', Stamps: [], Middle: "", Digits: 1, End: "");

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The text.</param>
    /// <param name="activePath">The path of the active file.</param>
    /// <param name="codecs">The codecs, in whose suffixes no name may end.</param>
    /// <exception cref="FormatException">The pattern is wrong. The message says how, and names a right one.</exception>
    public static ArchiveNamePattern Read(string pattern, string activePath, IReadOnlyList<ArchiveCodec> codecs) =>
        Checked(new ArchiveNamePatternReader(pattern, Path.GetFileName(activePath), codecs).Read(), activePath);

    /// <summary>Reads the pattern of former archives, which may have no number.</summary>
    /// <exception cref="FormatException">The pattern is wrong. The message says how, and names a right one.</exception>
    public static ArchiveNamePattern ReadFormer(string pattern, string activePath, IReadOnlyList<ArchiveCodec> codecs) =>
        Checked(new ArchiveNamePatternReader(pattern, Path.GetFileName(activePath), codecs).ReadFormer(), activePath);

    /// <summary>The directory of the archives. A relative folder begins in the directory of the active file.</summary>
    public string DirectoryFor(string activePath)
    {
        var directory = Path.GetDirectoryName(activePath) ?? "";
        return Folder.Length == 0 ? directory : Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(directory, Folder)));
    }

    /// <summary>A path that is the same for all archives of the pattern, and another one for those of a different naming.</summary>
    public string CommonPathFor(string activePath) =>
        Path.Combine(DirectoryFor(activePath), $"{Start}{(IsDated ? "{date}" : "")}{Middle}{{n}}{End}");

    static ArchiveNamePattern Checked(ArchiveNamePattern read, string activePath)
    {
        var isElsewhere = !string.Equals(
            read.DirectoryFor(activePath), Path.GetDirectoryName(activePath) ?? "", StringComparison.OrdinalIgnoreCase);
        // Without regard to case, since some file systems have none.
        var activeName = Path.GetFileName(activePath);
        if (isElsewhere || !new PatternArchiveNames(read, StringComparison.OrdinalIgnoreCase).TryParse(activeName, out _)) return read;
        throw new FormatException(
            $"the active file {activeName} would itself have the name of an archive; write, for instance, {{name}}.{{n}}");
    }
}
