using System.Buffers.Binary;
using System.IO.Compression;

namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>
/// Looks whether a gzip file was cut short, which .NET does not report: the last four bytes are the length of the content, or of its last
/// part if several gzip files were joined.
/// </summary>
static class GZipEnd
{
    const int TrailerLength = 8;
    const int LeastBytes = 18;

    /// <summary>So many places that look like a header are tried.</summary>
    const int MostTries = 100;

    public static string? MistakeIn(FileStream file, long contentLength)
    {
        if (file.Length == 0) return "the compressed file is empty";
        if (file.Length < LeastBytes) return "the compressed file is cut short";
        file.Position = file.Length - TrailerLength;
        Span<byte> trailer = stackalloc byte[TrailerLength];
        file.ReadExactly(trailer);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
        if (length == unchecked((uint)contentLength) || IsLengthOfLastPart(file, length)) return null;
        return "the compressed file is cut short, or something follows it";
    }

    /// <summary>Whether a gzip header in the file begins a part of this length.</summary>
    static bool IsLengthOfLastPart(FileStream file, uint length)
    {
        var buffer = new byte[128 * 1024];
        var tries = 0;
        for (var end = file.Length; end > 0 && tries < MostTries;)
        {
            var start = Math.Max(0, end - buffer.Length);
            file.Position = start;
            var block = buffer.AsSpan(0, file.ReadAtLeast(buffer.AsSpan(0, (int)(end - start)), (int)(end - start), false));
            while (block.LastIndexOf([(byte)0x1F, (byte)0x8B, (byte)8]) is var at && at >= 0)
            {
                var found = tries++ < MostTries && start + at > 0 ? LengthFrom(file, start + at) : null;
                if (found is { } bytes && unchecked((uint)bytes) == length) return true;
                block = block[..at];
            }
            // Two bytes of a header may be in the next block.
            end = start == 0 ? 0 : start + 2;
        }
        return false;
    }

    static long? LengthFrom(FileStream file, long position)
    {
        file.Position = position;
        try
        {
            using var part = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
            var buffer = new byte[64 * 1024];
            var total = 0L;
            while (part.Read(buffer) is var count && count > 0) total += count;
            return total;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
