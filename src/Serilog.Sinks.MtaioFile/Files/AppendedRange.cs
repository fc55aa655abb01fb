using System.Buffers.Binary;
using System.Numerics;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>
/// The bytes that were appended since the last flush to disk: where they are, and their checksum. After a failed fsync the kernel may drop
/// them, and the next fsync then succeeds without them; the checksum shows whether the file still has them.
/// </summary>
sealed class AppendedRange
{
    uint _checksum;

    public long Start { get; private set; }

    public long End { get; private set; }

    /// <summary>Whether the range has bytes of this file's own writer alone, all of which are in the checksum.</summary>
    public bool IsKnown { get; private set; } = true;

    /// <summary>Adds bytes that were appended at a position.</summary>
    public void Add(long position, ReadOnlySpan<byte> bytes)
    {
        if (Start == End) Start = End = position;
        // Another writer has appended meanwhile.
        if (position != End) IsKnown = false;
        _checksum = Checksum(_checksum, bytes);
        End = position + bytes.Length;
    }

    /// <summary>Takes note of appended bytes that are not known.</summary>
    public void AddUnknown() => IsKnown = false;

    public void Clear()
    {
        _checksum = 0;
        Start = End = 0;
        IsKnown = true;
    }

    /// <summary>Whether these bytes, part after part, are those that were appended.</summary>
    public bool IsMatch(IEnumerable<ReadOnlyMemory<byte>> parts) =>
        parts.Aggregate(0u, (sum, part) => Checksum(sum, part.Span)) == _checksum;

    static uint Checksum(uint checksum, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (var value in bytes) checksum = BitOperations.Crc32C(checksum, value);
        return checksum;
    }
}
