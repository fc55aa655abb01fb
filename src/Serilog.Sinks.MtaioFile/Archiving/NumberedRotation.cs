using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Numbers archives: the newest is number 1, and each rotation shifts the older ones up by one, the oldest first, as far as the first free
/// number. So every rename goes to a free number. When all numbers that are kept are taken, the shift goes on beyond the last one, and what
/// is beyond it is pruned after the rotation, unless the user's hook keeps it: then the chain grows. A shift that is cut short leaves a
/// gap, which the next shift fills.
/// </summary>
/// <param name="folder">The archives.</param>
/// <param name="backupCount">How many archives are kept; null = all.</param>
/// <param name="mover">Moves the file to its name.</param>
/// <param name="deleter">Asks the hook about an archive that is replaced.</param>
sealed class NumberedRotation(ArchiveFolder folder, int? backupCount, ArchiveMover mover, ArchiveDeleter deleter) : IRotationStrategy
{
    public string? RotateLocked(string activePath, DateTime stamp)
    {
        Debug.Assert(folder.IsLocked);
        if (backupCount == 0)
        {
            folder.DeleteLocked(activePath);
            return null;
        }
        var free = FirstFree();
        if (!SlotOf(free).IsFree && !TryMakeRoomBeyondLocked(free)) AllowReplacingLocked(free);
        for (var to = free; to > 1; to--) ShiftLocked(SlotOf(to - 1), to - 1, to);
        mover.MoveLocked(activePath, ArchiveId.Numbered(1));
        if (backupCount == 1) DeleteReplacedLocked(1, [null]);
        return PathOf(1);
    }

    /// <summary>The files that a listing says an archive has, as they are.</summary>
    public ArchiveSlot SlotOf(int number, IEnumerable<ArchiveFile> listed) => folder.Probe(
        ArchiveId.Numbered(number), listed.Distinct().OrderBy(f => f.Codec?.Suffix, StringComparer.Ordinal));

    public bool IsFree(int number) => SlotOf(number).IsFree;

    public IOException InTheWay(int number) => new($"{PathOf(number)} is in the way and no archive");

    public string PathOf(int number, ArchiveCodec? codec = null) => folder.PathOf(ArchiveId.Numbered(number), codec);

    int FirstFree()
    {
        var last = backupCount ?? int.MaxValue;
        for (var number = 1; ; number++)
        {
            var slot = SlotOf(number);
            if (slot.IsFree) return number;
            if (slot.IsForeign) throw InTheWay(number);
            if (number == last) return number;
        }
    }

    /// <summary>
    /// Frees the last number: shifts its archive and those beyond it, as far as the first free number there. Foreign things are skipped.
    /// </summary>
    /// <returns>False when an archive cannot be moved; for instance, its new name may be too long.</returns>
    bool TryMakeRoomBeyondLocked(int last)
    {
        try
        {
            List<int> chain = [last];
            var free = last;
            while (!SlotOf(free = checked(free + 1)).IsFree)
            {
                if (!SlotOf(free).IsForeign) chain.Add(free);
            }
            for (var i = chain.Count - 1; i >= 0; i--)
            {
                ShiftLocked(SlotOf(chain[i]), chain[i], free);
                free = chain[i];
            }
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>Asks the hook about the last archive, which the rotation would replace.</summary>
    void AllowReplacingLocked(int last)
    {
        try
        {
            deleter.AskLocked(SlotOf(last));
        }
        catch (Exception ex)
        {
            throw new IOException($"{PathOf(last)} can neither be moved nor be deleted", ex);
        }
    }

    /// <summary>Gives all files of an archive another number, or none of them: else they would be two archives of one content.</summary>
    public void ShiftLocked(ArchiveSlot source, int from, int to)
    {
        Debug.Assert(folder.IsLocked);
        var shifted = 0;
        try
        {
            for (; shifted < source.Files.Count; shifted++)
            {
                var codec = source.Files[shifted].Codec;
                ShiftFileLocked(PathOf(from, codec), PathOf(to, codec));
            }
            if (to == backupCount && !source.IsFree) DeleteReplacedLocked(to, [.. source.Files.Select(f => f.Codec)]);
        }
        catch (Exception)
        {
            foreach (var file in source.Files.Take(shifted)) TryShiftBackLocked(PathOf(to, file.Codec), PathOf(from, file.Codec));
            throw;
        }
    }

    void TryShiftBackLocked(string from, string to)
    {
        try
        {
            if (folder.Probe(to) is null) ShiftFileLocked(from, to);
        }
        catch (Exception)
        {
            // The file that could not be shifted is told of already.
        }
    }

    void ShiftFileLocked(string from, string to)
    {
        try
        {
            folder.RenameLocked(from, to);
        }
        catch (Exception) when (folder.Probe(from) is null)
        {
            // An archive that was deleted meanwhile is a gap, not a failure.
        }
    }

    /// <summary>Deletes what is left of a replaced archive: renames have replaced its files of the same codecs only.</summary>
    void DeleteReplacedLocked(int number, ArchiveCodec?[] codecs)
    {
        foreach (var file in SlotOf(number).Files)
        {
            if (file.IsRegular && !codecs.Contains(file.Codec)) folder.DeleteLocked(PathOf(number, file.Codec));
        }
    }

    ArchiveSlot SlotOf(int number) => folder.Probe(ArchiveId.Numbered(number));
}
