using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Rotates the active file: it becomes an archive, or waits to become one. The files that a killed process was moving come first.
/// </summary>
/// <param name="folder">The archives.</param>
/// <param name="strategy">How the file becomes an archive at once.</param>
/// <param name="mover">Finds what a killed process was moving.</param>
/// <param name="waiting">Rotated files that wait; null = no archives shift.</param>
sealed class ArchiveRotation(ArchiveFolder folder, IRotationStrategy strategy, ArchiveMover mover, WaitingFiles? waiting)
{
    /// <summary>Frees the path of the active file. Needs the path's gate.</summary>
    /// <param name="activePath">The path of the active file.</param>
    /// <param name="stamp">The local start of the period that the file holds.</param>
    /// <param name="archived">Called with the path of the archive, if the file has to wait.</param>
    /// <exception cref="IOException">The active file is where it was.</exception>
    public RotatedFile RotateLocked(string activePath, DateTime stamp, Action<string> archived)
    {
        Debug.Assert(folder.IsLocked);
        FinishLocked(activePath);
        var pending = waiting?.TryAddLocked(activePath, archived);
        if (pending is not null) return new RotatedFile(pending, IsWaiting: true, HasShifted: false);
        if (waiting is { AnyLocked: true })
        {
            waiting.FinishLocked();
            pending = waiting.TryAddLocked(activePath, archived);
        }
        var isWaiting = pending is not null;
        return new RotatedFile(pending ?? strategy.RotateLocked(activePath, stamp), isWaiting, HasShifted: true);
    }

    /// <summary>Finishes what a killed process has left beside the active file.</summary>
    public void FinishLocked(string activePath) => mover.FinishLocked(activePath, strategy, waiting);
}
