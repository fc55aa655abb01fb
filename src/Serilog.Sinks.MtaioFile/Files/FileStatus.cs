namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>Identifies a file under all its names: device and inode.</summary>
readonly record struct FileIdentity(ulong Device, ulong Inode);

/// <summary>The kind of a file. The values are the file type bits of a Unix mode.</summary>
enum FileKind
{
    /// <summary>A regular file that a sink of this process writes.</summary>
    InUse = -1,

    Fifo = 0x1000,
    CharacterDevice = 0x2000,
    Directory = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    Link = 0xA000,
    Socket = 0xC000,
}

/// <summary>The user and the group that a file belongs to.</summary>
readonly record struct FileOwner(uint User, uint Group);

/// <summary>The status of a file: identity, kind, mode, length in bytes, time of the last write, owner.</summary>
readonly record struct FileStatus(
    FileIdentity Identity,
    FileKind Kind,
    UnixFileMode Mode,
    long Length,
    DateTimeOffset LastWrite,
    FileOwner Owner = default);
