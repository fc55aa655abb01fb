namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Where the active file is. Used under the path's gate; any thread may read <see cref="Current"/>.
/// </summary>
interface IActivePath
{
    /// <summary>The absolute path of the active file, or of the next one while none is open.</summary>
    string Current { get; }

    /// <summary>The time for which <see cref="Current"/> was chosen; null = the path is always the same.</summary>
    DateTimeOffset? ChosenAt { get; }

    /// <summary>Chooses the path at which a file is opened now.</summary>
    void Choose();

    /// <summary>Whether another writer has gone on to a newer file, so that this one is no longer the active file.</summary>
    bool IsLeft();

    /// <summary>
    /// Whether a file of that name is an archive: neither the active file nor a newer one, which another writer may write.
    /// </summary>
    bool IsArchive(ArchiveId file);
}
