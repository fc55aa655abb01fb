using Serilog.Sinks.MtaioFile.Files;







namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Turns the active file into the newest archive. The older ones move up by one, as far as the first gap, the oldest first, so that every
/// rename goes to a free number. Where there is no gap, the oldest is put one beyond the numbers that are kept and deleted when all else is
/// done; where that cannot be, it is replaced. A shift that was cut short leaves a gap, which the next one fills.
/// </summary>
/// <param name="fileSystem">Where to.</param>
/// <param name="directory">The folder of the file.</param>
/// <param name="names">The names of its archives.</param>
/// <param name="backupCount">How many are kept; null = all.</param>
/// <param name="deleting">Called before one is deleted; when it throws, the archive stays.</param>
sealed class ArchiveShifter(IFileSystem fileSystem, string directory, ArchiveNames names, int? backupCount, Action<string>? deleting = null) : IArchiver
{
    bool _putBeyond;

    public string? Archive(string active, DateTime stamp)
    {
        if (backupCount == 0)
        {
            fileSystem.Delete(active);
            return null;
        }
        var free = FirstFree();
        if (free == backupCount) PutBeyond(free);
        for (var to = free; to > 1; to--) MoveSlot(to - 1, to);
        fileSystem.Rename(active, PlainPath(1));
        if (backupCount == 1) DeleteIfThere(CompressedPath(1));
        return PlainPath(1);
    }

    /// <summary>
    /// Deletes the archives beyond the number that is kept, as far as the first free one: the one that was put there, or those that are there
    /// after that number was lowered.
    /// </summary>
    public void DeleteSurplus()
    {
        if (backupCount is not { } kept) return;
        var end = _putBeyond ? kept + 1L : int.MaxValue;
        for (var number = kept + 1L; number <= end; number++)
        {
            var slot = Look((int)number);
            if (slot.IsFree) break;
            if (slot.IsForeign) continue;
            if (slot.Plain is not null) DeleteOld(PlainPath((int)number));
            if (slot.Compressed is not null) DeleteOld(CompressedPath((int)number));
        }
        _putBeyond = false;
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

    /// <summary>Makes the last number free without loss, if the next one is free; else its file will be replaced.</summary>
    void PutBeyond(int last)
    {
        if (last == int.MaxValue || !Look(last + 1).IsFree) return;
        try
        {
            MoveSlot(last, last + 1);
            _putBeyond = true;
        }
        catch (Exception)
        {
            // The name may be too long. Whatever it is, what follows does without.
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

    void DeleteOld(string path)
    {
        deleting?.Invoke(path);
        fileSystem.Delete(path);
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
