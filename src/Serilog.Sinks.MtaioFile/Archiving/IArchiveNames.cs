namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>The names of a file's archives. Formatting and parsing are exact inverses: what the one cannot have made, the other does not accept.</summary>
interface IArchiveNames
{
    string Format(ArchiveId id, bool compressed);

    bool TryParse(string name, out ArchiveId id, out bool compressed);

    /// <summary>Orders archives, the newest first.</summary>
    int CompareByAge(ArchiveId x, ArchiveId y);
}
