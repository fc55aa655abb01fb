namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>How the active file becomes the newest archive: under which name, and what becomes of the older archives.</summary>
interface IRotationStrategy
{
    /// <summary>Renames the active file to the newest archive, so that its path is free. Needs the path's gate.</summary>
    /// <param name="activePath">The path of the active file.</param>
    /// <param name="stamp">The local start of the period that the file holds.</param>
    /// <returns>The path of the archive; null when no archives are kept and the file was deleted.</returns>
    /// <exception cref="IOException">
    /// A rename was refused, or something foreign has an archive's name. The active file is where it was.
    /// </exception>
    string? RotateLocked(string activePath, DateTime stamp);
}
