namespace Serilog.Sinks.MtaioFile;

/// <summary>Whether archives are compressed.</summary>
public enum ArchiveCompression
{
    /// <summary>Archives stay as they are.</summary>
    None,

    /// <summary>Archives become <c>.gz</c> files, in the background.</summary>
    GZip,
}
