using System.Buffers.Binary;
using System.IO.Compression;

namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Compresses archives to <c>.gz</c> files.</summary>
sealed class GZipCompression : ArchiveCompression, ICompletenessCheck
{
    const int TrailerLength = 8; // CRC and length of the content

    public override string Suffix => ".gz";

    /// <summary>Header and trailer.</summary>
    public int LeastBytes => 18;

    public override Stream OpenCompressing(Stream target) => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true);

    public override Stream OpenDecompressing(Stream source) => new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);

    public override string ToString() => nameof(GZip);

    /// <summary>.NET reads a truncated file to its end without an error; only the trailer shows that nothing is missing.</summary>
    public bool IsComplete(Stream compressed, long contentLength)
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        compressed.Position = compressed.Length - TrailerLength;
        compressed.ReadExactly(trailer);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == unchecked((uint)contentLength);
    }
}
