namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>How the active file is opened and closed.</summary>
sealed record ActiveFileSettings
{
    /// <summary>Whether an existing file is continued when it is first opened; else it is emptied.</summary>
    public required bool Append { get; init; }

    /// <summary>Whether a file is flushed to disk before it is closed, because a flush to disk may be asked for later.</summary>
    public required bool FlushToDiskBeforeClosing { get; init; }

    /// <summary>The mode of a new file; null = the mode of the file before it, or the one that the process's umask makes.</summary>
    public required UnixFileMode? Mode { get; init; }
}
