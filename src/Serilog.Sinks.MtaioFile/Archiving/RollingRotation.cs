using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>Leaves the active file where it is, under its name, and lets the next file have the next name.</summary>
sealed class RollingRotation(ArchiveFolder folder, RollingPath path, int? backupCount) : IRotationStrategy
{
    public string? RotateLocked(string activePath, DateTime stamp)
    {
        Debug.Assert(folder.IsLocked);
        if (backupCount == 0) folder.DeleteLocked(activePath);
        var left = path.Leave();
        folder.NoteChangeLocked();
        return backupCount == 0 ? null : left;
    }
}
