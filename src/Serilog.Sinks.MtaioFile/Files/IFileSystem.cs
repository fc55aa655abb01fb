namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>What the sinks ask of the file system.</summary>
interface IFileSystem
{
    /// <summary>Opens a file for appending, creating it and its directory where missing, with <paramref name="mode"/> if it is new.</summary>
    ILogFile Open(string path, UnixFileMode? mode);

    /// <summary>What stands at a path once links are followed, null when nothing does.</summary>
    FileStatus? Follow(string path);

    /// <summary>What stands at a path itself, null when nothing does.</summary>
    FileStatus? Probe(string path);

    /// <summary>The names of all entries of a directory.</summary>
    IEnumerable<string> List(string directory);

    /// <summary>The last bytes of a file, at most <paramref name="count"/>.</summary>
    byte[] ReadTail(string path, int count);

    /// <summary>Renames a file and replaces what has the new name; never copies.</summary>
    void Rename(string from, string to);

    void Delete(string path);

    /// <summary>The file that a link finally leads to, or the path itself.</summary>
    string FinalTarget(string path);
}

/// <summary>One open file that is only ever appended to.</summary>
interface ILogFile : IDisposable
{
    /// <summary>False for devices and FIFOs, which have no length, are never cut, and never rotate.</summary>
    bool IsRegular { get; }

    FileIdentity Identity { get; }

    /// <summary>Who may use the file, as it is now; null where files have no modes.</summary>
    UnixFileMode? Mode { get; }

    /// <summary>The length in bytes now, whoever wrote them.</summary>
    long Length { get; }

    /// <summary>When the file was last written; settable, for clocks other than the system's.</summary>
    DateTimeOffset LastWrite { get; set; }

    /// <summary>Marks the file as being written here.</summary>
    /// <returns>False when another process, or another open file of this one, has marked it.</returns>
    bool TryMarkAsWriter();

    void Append(ReadOnlySpan<byte> bytes);

    void TruncateTo(long length);

    /// <summary>Forces what was written to the disk.</summary>
    /// <exception cref="IOException">The operating system reports that it failed.</exception>
    void FlushToDisk();
}
