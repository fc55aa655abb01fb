using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>A file of the log as it was listed.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Status">What the file was then.</param>
/// <param name="Codec">The codec that compressed it; null = it is plain.</param>
/// <param name="IsActive">Whether it is the file that is written.</param>
sealed record ListedFile(string Path, FileStatus Status, ArchiveCodec? Codec, bool IsActive)
{
    public MtaioLogFile ToPublic() => new(Path, Status.Length, IsActive, Codec?.Suffix, Status.LastWrite);

    /// <summary>Whether this is one file in two listings.</summary>
    public bool IsSameAs(ListedFile other) => Path == other.Path && Status.Identity == other.Status.Identity;
}

/// <summary>The files of a log at one time.</summary>
/// <param name="Files">The files, the oldest first, the active file last.</param>
/// <param name="Findings">What is wrong with their names.</param>
sealed record LogListing(IReadOnlyList<ListedFile> Files, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether nothing was written between two listings.</summary>
    public bool IsUnchangedSince(LogListing other) =>
        HasSameFilesAs(other) && Files.Zip(other.Files).All(p => p.First.Status.Length == p.Second.Status.Length);

    public bool HasSameFilesAs(LogListing other) =>
        Files.Count == other.Files.Count && Files.Zip(other.Files).All(p => p.First.IsSameAs(p.Second));
}
