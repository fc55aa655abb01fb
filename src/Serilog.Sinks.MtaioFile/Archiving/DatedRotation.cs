using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Names an archive for the period that it holds and never renames it again. The next archive of the same period gets a number above all
/// others, so numbers show the order even after the oldest archives were deleted.
/// </summary>
sealed class DatedRotation(ArchiveFolder folder, StampPrecision precision, int? backupCount, ArchiveMover mover) : IRotationStrategy
{
    public string? RotateLocked(string activePath, DateTime stamp)
    {
        Debug.Assert(folder.IsLocked);
        if (backupCount == 0)
        {
            folder.DeleteLocked(activePath);
            return null;
        }
        return mover.MoveLocked(activePath, NextFor(stamp));
    }

    ArchiveId NextFor(DateTime stamp)
    {
        var id = ArchiveId.FirstOf(stamp, precision);
        // After the highest possible number, the first free number is taken.
        var number = HighestNumber(id) is var highest && highest < int.MaxValue ? highest + 1 : 1;
        // Whatever has the name of an archive, it is never replaced.
        while (!folder.Probe(id with { Number = number }).IsFree) number = checked(number + 1);
        return id with { Number = number };
    }

    int HighestNumber(ArchiveId period)
    {
        try
        {
            return folder.ListNamesNow()
                .Select(file => file.Archive)
                .Select(id => id.Stamp == period.Stamp && id.Precision == precision ? id.Number : 0)
                .DefaultIfEmpty()
                .Max();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // In a folder that cannot be listed, the first free number is taken.
            return 0;
        }
    }
}
