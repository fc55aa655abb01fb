using System.Text;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>How the active file is opened, written and left.</summary>
sealed record ActiveFileSettings
{
    public required Encoding Encoding { get; init; }

    /// <summary>Whether an existing file is continued when it is first opened, or emptied.</summary>
    public required bool Append { get; init; }

    /// <summary>Whether a file is forced to the disk before it is closed, as somebody may ask for it later.</summary>
    public required bool FlushToDiskBeforeLeaving { get; init; }

    /// <summary>The mode of a new file; null = that of the file before it, or what the process's umask makes.</summary>
    public required UnixFileMode? Mode { get; init; }
}
