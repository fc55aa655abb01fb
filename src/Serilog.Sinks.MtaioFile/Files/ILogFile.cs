using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>One open file that is only appended to and truncated.</summary>
interface ILogFile : IDisposable
{
    /// <summary>False for devices and FIFOs: they have no length, are never truncated and never rotate.</summary>
    bool IsRegular { get; }

    /// <summary>Whether the file is on a disk of this machine, so that closing it does not wait for a server.</summary>
    bool IsLocal => false;

    FileIdentity Identity { get; }

    /// <summary>The current mode of the file; null where files have no modes.</summary>
    UnixFileMode? Mode { get; }

    /// <summary>The current owner of the file; null where files have no owners that can be set.</summary>
    FileOwner? Owner { get; }

    /// <summary>The current length in bytes, the bytes of other writers included.</summary>
    long Length { get; }

    /// <summary>When the file was last written. A sink with a clock of its own sets it.</summary>
    DateTimeOffset LastWrite { get; set; }

    /// <summary>Marks the file as being written by this open file.</summary>
    /// <returns>False when another process, or another open file of this process, has marked it.</returns>
    bool TryMarkAsWriter();

    /// <summary>How many bytes of the last append, failed or not, the file has taken.</summary>
    int LastAppended { get; }

    void Append(ReadOnlySpan<byte> bytes);

    void TruncateTo(long length);

    /// <summary>Writes appended bytes once more to where they are, if the file still has them.</summary>
    /// <exception cref="IOException">The file has them no longer, or they cannot be written.</exception>
    void WriteAgain(AppendedRange range);

    /// <summary>Flushes the written bytes to disk.</summary>
    /// <exception cref="IOException">The operating system reports a failure.</exception>
    void FlushToDisk();
}
