namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>Before a file becomes the newest archive, those that a killed process was moving become archives.</summary>
sealed class FinishingRotation(IRotationStrategy rotation, ArchiveMover mover) : IRotationStrategy
{
    public string? RotateLocked(string activePath, DateTime stamp)
    {
        mover.FinishLocked(activePath, rotation);
        return rotation.RotateLocked(activePath, stamp);
    }
}
