namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>
/// Identifies a file under all its names: device and inode; on Windows the serial number of the volume and the id of the file, which has
/// 128 bits.
/// </summary>
readonly record struct FileIdentity(ulong Device, ulong Inode, ulong HighInode = 0);

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

/// <summary>The status of a file.</summary>
/// <param name="Identity">What the file is, whatever its name is.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Mode">Its mode; null where files have no modes.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="LastWrite">The time of the last write; a time that .NET does not have is the nearest that it has.</param>
/// <param name="Owner">Its owner; null where the system does not tell.</param>
readonly record struct FileStatus(
    FileIdentity Identity,
    FileKind Kind,
    UnixFileMode? Mode,
    long Length,
    DateTimeOffset LastWrite,
    FileOwner? Owner = null);
