using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;







namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>Deletes the archives that retention does not keep.</summary>
sealed class ArchivePruner(PathGate gate, ArchiveCatalog catalog, IFileSystem fileSystem, MtaioFileHooks? hooks, SinkContext context)
{
    /// <summary>Deletes while no rotation gives names a new meaning. What cannot be deleted is reported and tried again the next time.</summary>
    public void Prune(RetentionPolicy retention)
    {
        if (!retention.HasLimits) return;
        using var pass = gate.Enter();
        var archives = catalog.List();
        var keeps = retention.Keeps([.. archives.Select(a => a.Facts)], context.Clock.GetUtcNow());
        for (var i = archives.Count - 1; i >= 0; i--)
        {
            if (keeps[i]) continue;
            if (archives[i].Plain is not null) Delete(catalog.PathOf(archives[i].Id, compressed: false));
            if (archives[i].Compressed is not null) Delete(catalog.PathOf(archives[i].Id, compressed: true));
        }
    }

    void Delete(string archivePath)
    {
        try
        {
            hooks?.OnArchiveDeleting(archivePath);
            fileSystem.Delete(archivePath);
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"could not delete the archive {archivePath}", ex);
        }
    }
}
