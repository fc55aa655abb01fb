using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// What killed processes have left: the temporary files of all codecs are deleted, and moves are finished.
/// </summary>
sealed class Leftovers(ArchiveFolder folder, ArchiveRotation rotation, IActivePath path, IFileSystem fileSystem)
{
    public void Tend()
    {
        using var pass = folder.Enter();
        if (folder.ListUnfinished("").Any())
        {
            foreach (var codec in folder.Codecs.Prepend(null)) new TemporaryFiles(folder, codec).DeleteLeftoversLocked();
        }
        rotation.FinishLocked(fileSystem.FinalTarget(path.Current));
    }
}
