namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>Which file it is, whatever it is called: device and inode.</summary>
readonly record struct FileIdentity(ulong Device, ulong Inode);

/// <summary>What kind of thing stands at a path; the values are those of the mode's file type bits.</summary>
enum FileKind
{
    Fifo = 0x1000,
    CharacterDevice = 0x2000,
    Directory = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    Link = 0xA000,
    Socket = 0xC000,
}

/// <summary>Which file it is, of what kind, who may use it, how large it is and when it was last written.</summary>
readonly record struct FileStatus(FileIdentity Identity, FileKind Kind, UnixFileMode Mode, long Length, DateTimeOffset LastWrite);
