using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Deletes archives that are no longer kept, each after asking the user's hook. An archive that the hook keeps, or that cannot be deleted,
/// is reported and stays; the other archives are deleted all the same.
/// </summary>
sealed class ArchiveDeleter(ArchiveFolder folder, MtaioFileHooks? hooks, SinkContext context)
{
    // Under the gate: the archives that could not be deleted, which was reported.
    HashSet<string>? _reported;

    public void DeleteLocked(ArchiveSlot archive)
    {
        Debug.Assert(folder.IsLocked);
        foreach (var file in archive.Files.Where(f => f.IsRegular)) DeleteLocked(folder.PathOf(archive.Id, file.Codec));
    }

    /// <summary>Asks the hook about an archive that is going to be replaced. It throws if the hook keeps the archive.</summary>
    public void AskLocked(ArchiveSlot archive)
    {
        Debug.Assert(folder.IsLocked);
        foreach (var file in archive.Files) Ask(folder.PathOf(archive.Id, file.Codec));
    }

    void DeleteLocked(string archivePath)
    {
        try
        {
            Ask(archivePath);
            folder.DeleteLocked(archivePath);
            _reported?.Remove(archivePath);
        }
        catch (Exception ex)
        {
            var message = $"could not delete the archive {archivePath}";
            _reported ??= new HashSet<string>(folder.Rules.Comparer);
            if (_reported.Add(archivePath)) context.Reporter.ReportTemporary(message, ex);
            else context.Reporter.Count(message, ex);
        }
    }

    void Ask(string archivePath)
    {
        if (hooks is not null) ApplicationCalls.Run(() => hooks.OnArchiveDeleting(archivePath));
    }
}
