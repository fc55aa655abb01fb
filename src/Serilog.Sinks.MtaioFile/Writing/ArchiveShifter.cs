using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Turns the active file into the newest archive. The older ones move up by one, as far as the first gap, the oldest first: every
/// rename goes to a free number, but for the last number that is kept, whose file is the one to go. A shift that was cut short leaves
/// a gap, which the next one fills.
/// </summary>
sealed class ArchiveShifter(IFileSystem fileSystem, string directory, ArchiveNames names, int? backupCount) : IArchiver
{
    public string? Archive(string active, DateTime stamp)
    {
        if (backupCount == 0)
        {
            fileSystem.Delete(active);
            return null;
        }
        for (var to = FirstFree(); to > 1; to--) MoveSlot(to - 1, to);
        fileSystem.Rename(active, PlainPath(1));
        if (backupCount == 1) DeleteIfThere(CompressedPath(1));
        return PlainPath(1);
    }

    /// <summary>Deletes the archives beyond the number that is kept: there are some after that number was lowered.</summary>
    public void DeleteSurplus()
    {
        if (backupCount is not { } kept) return;
        for (var number = (long)kept + 1; number <= int.MaxValue; number++)
        {
            var slot = Look((int)number);
            if (slot.IsFree) return;
            if (slot.IsForeign) continue;
            DeleteIfThere(PlainPath((int)number));
            DeleteIfThere(CompressedPath((int)number));
        }
    }

    int FirstFree()
    {
        var last = backupCount ?? int.MaxValue;
        for (var number = 1; ; number++)
        {
            var slot = Look(number);
            if (slot.IsFree) return number;
            if (slot.IsForeign) throw new IOException($"{PlainPath(number)} is in the way and not a log file");
            if (number == last) return number;
        }
    }

    void MoveSlot(int from, int to)
    {
        var source = Look(from);
        if (source.Plain is not null) Move(PlainPath(from), PlainPath(to));
        if (source.Compressed is not null) Move(CompressedPath(from), CompressedPath(to));
        if (to != backupCount || source.IsFree) return;
        if (source.Plain is null) DeleteIfThere(PlainPath(to));
        if (source.Compressed is null) DeleteIfThere(CompressedPath(to));
    }

    void Move(string from, string to)
    {
        try
        {
            fileSystem.Rename(from, to);
        }
        catch (Exception) when (fileSystem.Probe(from) is null)
        {
            // An archive that vanished meanwhile is a gap, not a failure.
        }
    }

    void DeleteIfThere(string path)
    {
        if (fileSystem.Probe(path) is { Kind: FileKind.Regular }) fileSystem.Delete(path);
    }

    Slot Look(int number) => new(fileSystem.Probe(PlainPath(number))?.Kind, fileSystem.Probe(CompressedPath(number))?.Kind);

    string PlainPath(int number) => Path.Combine(directory, names.Format(number));

    string CompressedPath(int number) => Path.Combine(directory, names.FormatCompressed(number));

    /// <summary>What stands at one number, plain and compressed: together they are one slot.</summary>
    readonly record struct Slot(FileKind? Plain, FileKind? Compressed)
    {
        public bool IsFree => Plain is null && Compressed is null;

        /// <summary>Anything but a regular file is not ours to move or delete.</summary>
        public bool IsForeign => Plain is not (null or FileKind.Regular) || Compressed is not (null or FileKind.Regular);
    }
}
