using System.Buffers.Binary;
using System.IO.Compression;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>Compresses archives to <c>.gz</c> files.</summary>
sealed class GZipCodec : ArchiveCodec
{
    const int TrailerLength = 8; // CRC and length of the content

    public override string Suffix => ".gz";

    /// <summary>Header and trailer.</summary>
    protected override int LeastBytes => 18;

    protected override Stream OpenCompressing(Stream target) => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true);

    protected override Stream OpenDecompressing(Stream source) => new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);

    /// <summary>.NET reads a truncated file to its end without an error; only the trailer shows that nothing is missing.</summary>
    protected override bool IsComplete(Stream compressed, long contentLength)
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        compressed.Position = compressed.Length - TrailerLength;
        compressed.ReadExactly(trailer);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == unchecked((uint)contentLength);
    }
}
