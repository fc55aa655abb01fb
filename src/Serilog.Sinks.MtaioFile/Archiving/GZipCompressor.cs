using System.Buffers.Binary;
using System.IO.Compression;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>Compresses files, and checks what came of it byte by byte: .NET reads a truncated file to its end without an error.</summary>
static class GZipCompressor
{
    const int BufferSize = 128 * 1024;
    const int TrailerLength = 8; // CRC and length of the content
    const int ShortestFile = 18; // header and trailer

    /// <summary>Writes the compressed content of <paramref name="source"/> to an empty file.</summary>
    public static void Compress(FileStream source, FileStream target, CancellationToken cancellationToken)
    {
        using var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true);
        var buffer = new byte[BufferSize];
        source.Position = 0;
        while (source.Read(buffer) is var count && count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            gzip.Write(buffer.AsSpan(0, count));
        }
    }

    /// <summary>How what is in a compressed file compares to a plain one.</summary>
    public static GZipContent Compare(FileStream plain, FileStream compressed, CancellationToken cancellationToken)
    {
        if (compressed.Length < ShortestFile) return GZipContent.Beginning;
        plain.Position = compressed.Position = 0;
        var (expectedBuffer, actualBuffer) = (new byte[BufferSize], new byte[BufferSize]);
        using var actual = new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = actual.ReadAtLeast(actualBuffer, BufferSize, throwOnEndOfStream: false);
                // At the end of the one, a byte more of the other tells whether it ends there too.
                var expected = expectedBuffer.AsSpan(0, Math.Max(count, 1));
                expected = expected[..plain.ReadAtLeast(expected, expected.Length, throwOnEndOfStream: false)];
                if (count == 0) return expected.IsEmpty && HasWholeTrailer(compressed, plain.Length) ? GZipContent.Same : GZipContent.Beginning;
                if (!expected.SequenceEqual(actualBuffer.AsSpan(0, count))) return GZipContent.Other;
            }
        }
        catch (InvalidDataException)
        {
            return GZipContent.Other;
        }
    }

    static bool HasWholeTrailer(FileStream file, long contentLength)
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        RandomAccess.Read(file.SafeFileHandle, trailer, file.Length - TrailerLength);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == unchecked((uint)contentLength);
    }
}

/// <summary>What a compressed file holds, compared to a plain one.</summary>
enum GZipContent
{
    /// <summary>The same bytes, and it is complete.</summary>
    Same,

    /// <summary>The first of the same bytes, or none: compressing it was cut short.</summary>
    Beginning,

    /// <summary>Something else.</summary>
    Other,
}
