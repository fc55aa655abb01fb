namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>One file of a log.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Length">The bytes on the disk, compressed if the file is.</param>
/// <param name="IsActive">Whether the file is the one that is written, and no archive.</param>
/// <param name="Codec">The suffix of the compression, such as <c>.gz</c>; null = the file is plain.</param>
/// <param name="LastWrite">When the file was last written.</param>
public sealed record MtaioLogFile(string Path, long Length, bool IsActive, string? Codec, DateTimeOffset LastWrite)
{
    /// <summary>Whether the file is compressed.</summary>
    public bool IsCompressed => Codec is not null;

    /// <summary>The name of the file.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}
