using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Deletes the archives that retention does not keep. An archive that cannot be deleted is reported and tried again the next time.
/// </summary>
sealed class ArchivePruner(ArchiveFolder folder, RetentionPolicy retention, ArchiveDeleter deleter, SinkContext context)
{
    /// <summary>Prunes by every limit.</summary>
    public void Prune() => Prune(retention);

    /// <summary>Prunes by number and age alone: before archives are compressed, their sizes are not final.</summary>
    public void PruneByCountAndAge() => Prune(retention with { TotalBytes = null });

    void Prune(RetentionPolicy policy)
    {
        if (!policy.HasLimits) return;
        using var pass = folder.Enter();
        var archives = folder.List();
        var keeps = policy.Keeps([.. archives.Select(a => a.Facts)], context.Clock.GetUtcNow());
        for (var i = archives.Count - 1; i >= 0; i--)
        {
            if (!keeps[i]) deleter.DeleteLocked(archives[i]);
        }
    }
}
