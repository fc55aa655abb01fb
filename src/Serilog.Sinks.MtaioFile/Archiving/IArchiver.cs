namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>Turns the active file into the newest archive.</summary>
interface IArchiver
{
    /// <summary>Archives the file at <paramref name="active"/>; after that nothing stands there.</summary>
    /// <param name="active">The path of the file.</param>
    /// <param name="stamp">The local start of the period that the file holds.</param>
    /// <returns>The path of the archive; null when none is kept.</returns>
    /// <exception cref="IOException">A rename was refused, or something that is not an archive is in its way; the active file is where it was.</exception>
    string? Archive(string active, DateTime stamp);

    /// <summary>Deletes what the rotation has left beyond the number of archives that is kept.</summary>
    void DeleteSurplus();
}
