using Serilog.Sinks.MtaioFile.Files;







namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Names the archive for the period it holds; archives are never renamed again. The next of the same period takes a number above all that are
/// there, so that numbers tell the order even after the oldest were deleted.
/// </summary>
sealed class DatedArchiver(IFileSystem fileSystem, string directory, DatedArchiveNames names, StampPrecision precision, int? backupCount) : IArchiver
{
    public string? Archive(string active, DateTime stamp)
    {
        if (backupCount == 0)
        {
            fileSystem.Delete(active);
            return null;
        }
        var archive = Path.Combine(directory, names.Format(NextFor(stamp), compressed: false));
        fileSystem.Rename(active, archive);
        return archive;
    }

    /// <summary>Nothing to do here: retention counts dated archives.</summary>
    public void DeleteSurplus()
    {
    }

    ArchiveId NextFor(DateTime stamp)
    {
        var id = DatedArchiveNames.Of(stamp, precision);
        // Above the highest number there is none that is a name: then the first free one will do.
        var number = HighestNumber(id) is var highest && highest < int.MaxValue ? highest + 1 : 1;
        while (IsTaken(id with { Number = number })) number = checked(number + 1);
        return id with { Number = number };
    }

    int HighestNumber(ArchiveId period)
    {
        try
        {
            return fileSystem.List(directory)
                .Select(name => names.TryParse(name, out var id, out _) && id.Stamp == period.Stamp && id.Precision == precision ? id.Number : 0)
                .DefaultIfEmpty()
                .Max();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be listed: the first free number will do.
            return 0;
        }
    }

    /// <summary>Whatever stands at a name, it is never replaced.</summary>
    bool IsTaken(ArchiveId id) =>
        fileSystem.Probe(Path.Combine(directory, names.Format(id, compressed: false))) is not null ||
        fileSystem.Probe(Path.Combine(directory, names.Format(id, compressed: true))) is not null;
}
