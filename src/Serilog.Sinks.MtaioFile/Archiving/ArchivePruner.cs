using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Deletes the archives that retention does not keep. An archive that cannot be deleted is reported and tried again the next time.
/// </summary>
sealed class ArchivePruner(
    ArchiveFolder folder,
    RetentionPolicy retention,
    ArchiveDeleter deleter,
    WrittenArchives written,
    RotationCalendar calendar,
    SinkContext context)
{
    /// <summary>When the clocks go back, the dates of the last hour are ahead without being wrong.</summary>
    static readonly TimeSpan ChangeOfClocks = TimeSpan.FromHours(1);

    // The archive thread alone.
    bool _aheadReported;

    /// <summary>Prunes by every limit, but for the number of archives that shift.</summary>
    public void Prune() => Prune(InBackground, isTooEarly: static () => false);

    /// <summary>Prunes by the same limits, unless it is too early when the gate is entered.</summary>
    public void Prune(Func<bool> isTooEarly) => Prune(InBackground, isTooEarly);

    /// <summary>Prunes by number and age alone: before archives are compressed, their sizes are not final.</summary>
    public void PruneByCountAndAge() => Prune(InBackground with { TotalBytes = null }, isTooEarly: static () => false);

    /// <summary>Prunes archives that shift by number, after they have shifted in the background.</summary>
    public void PruneByCount()
    {
        if (retention is not { IsShifting: true, Count: not null }) return;
        Prune(retention with { Age = null, TotalBytes = null }, isTooEarly: static () => false);
    }

    /// <summary>Prunes archives that shift by number, as a part of each rotation.</summary>
    public void PruneByCountLocked()
    {
        Debug.Assert(folder.IsLocked);
        if (retention is not { IsShifting: true, Count: { } count }) return;
        PruneLocked(retention with { Age = null, TotalBytes = null }, ListOrProbe(count));
    }

    RetentionPolicy InBackground => retention.IsShifting ? retention with { Count = null } : retention;

    void Prune(RetentionPolicy policy, Func<bool> isTooEarly)
    {
        if (!policy.HasLimits) return;
        // A look at thousands of archives takes its time: events are written meanwhile, unless something renames archives.
        var changedAt = folder.ChangedAt;
        var listed = retention.IsShifting && !folder.HasOtherWriters ? ListAll() : null;
        using var pass = folder.Enter();
        if (isTooEarly()) return;
        var archives = listed is not null && changedAt == folder.ChangedAt && !folder.HasOtherWriters ? listed : ListAll();
        written.KeepOnly(archives);
        PruneLocked(policy, archives);
    }

    /// <summary>Every archive, the newest first: those of the present naming, then those of former ones.</summary>
    List<ArchiveSlot> ListAll()
    {
        var former = folder.ListFormer()
            .OrderByDescending(TimeOf)
            .ThenByDescending(a => a.Facts.LastWrite)
            .ThenByDescending(a => a.Id.IsDated ? a.Id.Number : -a.Id.Number);
        return [.. folder.List(), .. former];
    }

    /// <summary>
    /// The time by which former archives are ordered: that of the name; without a date, the last write. The last write orders archives of
    /// one date too, since the numbers of some libraries go down.
    /// </summary>
    DateTime TimeOf(ArchiveSlot former) => former.Id.IsDated ? former.Id.Stamp : calendar.LocalTimeAt(former.Facts.LastWrite);

    /// <summary>In a folder that cannot be listed, the archives beyond a number, up to the first free number.</summary>
    List<ArchiveSlot> ListOrProbe(int kept)
    {
        try
        {
            return ListAll();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            List<ArchiveSlot> found = [];
            for (var id = ArchiveId.Numbered(kept); id.Number < int.MaxValue;)
            {
                id = id with { Number = id.Number + 1 };
                if (folder.Probe(id) is not { IsFree: false } slot) break;
                found.Add(slot);
            }
            return found;
        }
    }

    void PruneLocked(RetentionPolicy policy, List<ArchiveSlot> archives)
    {
        Debug.Assert(folder.IsLocked);
        var now = context.Clock.GetUtcNow();
        var localNow = calendar.LocalTimeAt(now);
        if (policy.Count > 0) ReportAhead(archives, localNow);
        var keeps = policy.Keeps([.. archives.Select(Facts)], now);
        for (var i = archives.Count - 1; i >= 0; i--)
        {
            if (!keeps[i]) deleter.DeleteLocked(archives[i]);
        }

        ArchiveFacts Facts(ArchiveSlot archive) =>
            archive.Facts with
            {
                LastWrite = AgeStart(archive),
                IsAhead = archive.Id.Stamp > localNow,
                Place = policy.IsShifting && archive.Id.Former == 0 ? archive.Id.Number : null,
            };

        DateTimeOffset AgeStart(ArchiveSlot archive)
        {
            if (policy.AgeRule == AgeRule.SinceLastWrite) return written.LastWriteOf(archive, now);
            return archive.Id.IsDated ? now - (localNow - archive.Id.Stamp) : now;
        }
    }

    void ReportAhead(List<ArchiveSlot> newestFirst, DateTime localNow)
    {
        const string Consequence = "such archives are kept in addition to backupCount until that date; delete them if a clock was wrong";
        if (_aheadReported || newestFirst is not [var newest, ..] || newest.Id.Stamp - localNow <= ChangeOfClocks) return;
        _aheadReported = true;
        context.Reporter.ReportTemporary(
            $"the date of the archive {folder.PathOf(newest.Id, newest.Files[0].Codec)} is later than now", new IOException(Consequence));
    }
}
