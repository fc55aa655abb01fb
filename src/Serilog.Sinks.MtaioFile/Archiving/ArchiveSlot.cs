using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>One file of an archive as it is in the folder.</summary>
/// <param name="Codec">The codec that compressed the file; null for the plain file.</param>
/// <param name="Status">The status of the file, which may be foreign: a folder, a link, a device.</param>
readonly record struct SlotFile(ArchiveCodec? Codec, FileStatus Status)
{
    public bool IsRegular => Status.Kind == FileKind.Regular;
}

/// <summary>
/// Everything that has a name of one archive's files: nothing, the plain file, a compressed file, or, while one becomes the other, both.
/// </summary>
sealed record ArchiveSlot(ArchiveId Id, IReadOnlyList<SlotFile> Files)
{
    public bool IsFree => Files.Count == 0;

    /// <summary>Whether something other than a regular file has one of the names. Such a thing is never moved or deleted.</summary>
    public bool IsForeign => Files.Any(f => !f.IsRegular);

    /// <summary>The status of the plain file; null when there is none.</summary>
    public FileStatus? Plain => Files is [{ Codec: null } plain, ..] ? plain.Status : null;

    /// <summary>The codec of the compressed file; null when there is none. Of several compressed files it is the first.</summary>
    public ArchiveCodec? Codec => Files.FirstOrDefault(f => f.Codec is not null).Codec;

    public ArchiveFacts Facts => new(Files.Sum(f => f.Status.Length), Files[0].Status.LastWrite);
}
