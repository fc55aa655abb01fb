using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>What one file of an archive is in the folder.</summary>
readonly record struct SlotFile(ArchiveCodec? Codec, FileStatus Status)
{
    public bool IsRegular => Status.Kind == FileKind.Regular;
}

/// <summary>
/// What the folder has under all names of one archive: nothing, the plain file, a compressed file, or, while one becomes the other, both.
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
