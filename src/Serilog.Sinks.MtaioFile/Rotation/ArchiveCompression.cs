namespace Serilog.Sinks.MtaioFile;

/// <summary>How archives are compressed.</summary>
public enum ArchiveCompression
{
    /// <summary>Archives are not compressed.</summary>
    None,

    /// <summary>The archive thread compresses archives to <c>.gz</c> files.</summary>
    GZip,
}
