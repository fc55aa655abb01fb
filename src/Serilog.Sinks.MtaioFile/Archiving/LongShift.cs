using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// One shift of many numbered archives, after which the lowest numbers are free for some files. Each archive goes to the number that it
/// would have if the files were rotated one after the other. The oldest archive goes first, so each goes to a free number, and a shift that
/// is cut short leaves gaps, which the next one fills.
/// </summary>
sealed class LongShift
{
    readonly NumberedRotation _rotation;
    readonly List<Move> _moves = [];
    int _next;

    /// <param name="rotation">The archives.</param>
    /// <param name="listed">The archives' files by number, whatever they are.</param>
    /// <param name="backupCount">The number of archives that are kept; null = all.</param>
    /// <param name="files">How many files need a number.</param>
    /// <exception cref="IOException">Something foreign has the number of an archive.</exception>
    public LongShift(NumberedRotation rotation, ILookup<int, ArchiveFile> listed, int? backupCount, int files)
    {
        _rotation = rotation;
        List<(int Number, ArchiveSlot? Archive)> places = [];
        for (var (number, free) = (1, 0); free < files; number = checked(number + 1))
        {
            var slot = listed.Contains(number) ? rotation.SlotOf(number, listed[number]) : null;
            if (slot is { IsForeign: true } && number > backupCount) continue;
            if (slot is { IsForeign: true }) throw rotation.InTheWay(number);
            var isFree = slot is not { IsFree: false };
            places.Add((number, isFree ? null : slot));
            if (isFree) free++;
        }
        var to = places.Count - 1;
        for (var from = to; from >= 0; from--)
        {
            if (places[from].Archive is not { } archive) continue;
            if (from != to) _moves.Add(new Move(archive, places[from].Number, places[to].Number, places[to].Archive is null));
            to--;
        }
        Freed = [.. places.Take(files).Select(p => p.Number)];
    }

    /// <summary>The numbers that are free after the shift, the lowest first.</summary>
    public IReadOnlyList<int> Freed { get; }

    /// <summary>How many archives move.</summary>
    public int Length => _moves.Count;

    public bool IsDone => _next == _moves.Count;

    /// <summary>Moves the next archives.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>False when a number is taken that was free: another shift is needed.</returns>
    public bool TryMoveLocked(int most)
    {
        // Between two steps others may have renamed archives.
        var isFirst = true;
        for (var i = 0; i < most && !IsDone; i++)
        {
            var (archive, from, to, wasFree) = _moves[_next];
            if ((isFirst || wasFree) && !_rotation.IsFree(to)) return false;
            Debug.Assert(from < to);
            _rotation.ShiftLocked(archive, from, to);
            isFirst = false;
            _next++;
        }
        return true;
    }

    /// <summary>An archive that gets another number.</summary>
    /// <param name="Archive">The files of the archive.</param>
    /// <param name="From">Its number.</param>
    /// <param name="To">Its new number.</param>
    /// <param name="WasFree">Whether the new number was free from the start; else an archive has left it.</param>
    readonly record struct Move(ArchiveSlot Archive, int From, int To, bool WasFree);
}
