using System.Security.Cryptography;
using System.Text;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>One file of an archive.</summary>
/// <param name="Archive">The archive that the file belongs to.</param>
/// <param name="Codec">The codec that compressed the file; null for the plain file.</param>
readonly record struct ArchiveFile(ArchiveId Archive, ArchiveCodec? Codec);

/// <summary>
/// The names of the files of archives, and their directory: the archive's own name, for a compressed file followed by the suffix of its
/// codec. Formatting and parsing are exact inverses, but for the case of letters where the system does not tell names apart by it.
/// </summary>
sealed class ArchiveFileNames(string directory, IArchiveNames names, IReadOnlyList<ArchiveCodec> codecs, NameRules rules)
{
    string? _realDirectory;

    /// <summary>The ends of other files that a sink writes: temporary files, locks, files being moved.</summary>
    public static IReadOnlyList<string> EndsOfOtherFiles { get; } = [".tmp", ".lock", PendingNames.End];

    public string Directory => directory;

    public IReadOnlyList<ArchiveCodec> Codecs => codecs;

    /// <summary>The rules by which the names are compared.</summary>
    public NameRules Rules => rules;

    public string PathOf(ArchiveFile file) => Path.Combine(directory, Format(file));

    /// <summary>The directory without links, which is looked up when it is first needed.</summary>
    string RealDirectory => _realDirectory ??= PathGate.RealPath(directory);

    /// <summary>The path of a file that is no link, without links.</summary>
    public string RealPathOf(ArchiveFile file) => Path.Combine(RealDirectory, Format(file));

    /// <summary>Whether a directory is that of the archives, whatever links lead to it.</summary>
    public bool IsIn(string other) => rules.Comparer.Equals(RealDirectory, PathGate.RealPath(other));

    /// <summary>The name by which a log is known in the directory. Logs of one name in several folders may share another folder.</summary>
    public string LogNameFor(string activePath)
    {
        var name = Path.GetFileName(activePath);
        if (rules.Comparer.Equals(Path.GetDirectoryName(activePath) ?? "", directory)) return name;
        return $"{name}.{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(rules.KeyOf(activePath)))).AsSpan(0, 8)}";
    }

    /// <summary>How the names of all files begin.</summary>
    public string Start => names.Start;

    public bool HasName(ArchiveId archive) => names.HasName(archive);

    public string Format(ArchiveFile file) => names.Format(file.Archive) + file.Codec?.Suffix;

    public bool TryParse(string name, out ArchiveFile file)
    {
        foreach (var codec in codecs)
        {
            if (!name.EndsWith(codec.Suffix, rules.Comparison)) continue;
            if (!names.TryParse(name.AsSpan(0, name.Length - codec.Suffix.Length), out var compressed)) continue;
            file = new ArchiveFile(compressed, codec);
            return true;
        }
        var parsed = names.TryParse(name, out var plain);
        file = new ArchiveFile(plain, Codec: null);
        return parsed;
    }

    /// <summary>Every file that an archive may have: the plain file, then one of each codec.</summary>
    public IEnumerable<ArchiveFile> FilesOf(ArchiveId archive) =>
        codecs.Select(c => new ArchiveFile(archive, c)).Prepend(new ArchiveFile(archive, Codec: null));

    /// <summary>Orders archives, the newest first.</summary>
    public int CompareByAge(ArchiveId x, ArchiveId y) => names.CompareByAge(x, y);

    /// <summary>Whether an archive can come next after a newer one; else its name only looks like that of an archive.</summary>
    public bool CanFollow(ArchiveId archive, ArchiveId? newer) => names.CanFollow(archive, newer);
}
