namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>An active file that keeps its path: archives have other names.</summary>
sealed class FixedPath(string path) : IActivePath
{
    public string Current => path;

    public DateTimeOffset? ChosenAt => null;

    public void Choose()
    {
    }

    public bool IsLeft() => false;

    public bool IsArchive(ArchiveId file) => true;
}
