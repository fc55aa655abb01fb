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

    /// <summary>Prunes by every limit.</summary>
    public void Prune() => Prune(retention);

    /// <summary>Prunes by number and age alone: before archives are compressed, their sizes are not final.</summary>
    public void PruneByCountAndAge() => Prune(retention with { TotalBytes = null });

    void Prune(RetentionPolicy policy)
    {
        if (!policy.HasLimits) return;
        using var pass = folder.Enter();
        var archives = folder.List();
        var now = context.Clock.GetUtcNow();
        var localNow = calendar.LocalTimeAt(now);
        if (policy.Count > 0) ReportAhead(archives, localNow);
        written.KeepOnly(archives);
        var keeps = policy.Keeps([.. archives.Select(Facts)], now);
        for (var i = archives.Count - 1; i >= 0; i--)
        {
            if (!keeps[i]) deleter.DeleteLocked(archives[i]);
        }

        ArchiveFacts Facts(ArchiveSlot archive) =>
            archive.Facts with { LastWrite = AgeStart(archive), IsAhead = archive.Id.Stamp > localNow };

        DateTimeOffset AgeStart(ArchiveSlot archive)
        {
            if (policy.AgeRule == AgeRule.SinceLastWrite) return written.LastWriteOf(archive, now);
            return archive.Id.Precision == StampPrecision.None ? now : now - (localNow - archive.Id.Stamp);
        }
    }

    void ReportAhead(IReadOnlyList<ArchiveSlot> newestFirst, DateTime localNow)
    {
        const string Consequence = "such archives are kept in addition to backupCount until that date; delete them if a clock was wrong";
        if (_aheadReported || newestFirst is not [var newest, ..] || newest.Id.Stamp - localNow <= ChangeOfClocks) return;
        _aheadReported = true;
        context.Reporter.ReportTemporary(
            $"the date of the archive {folder.PathOf(newest.Id, newest.Files[0].Codec)} is later than now", new IOException(Consequence));
    }
}
