using System.Buffers.Binary;
using System.IO.Compression;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Makes and reads compressed files; reading checks CRC and length, which .NET leaves out for a file that is cut short.</summary>
static class GZipFile
{
    public static byte[] Of(ReadOnlySpan<byte> content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return compressed.ToArray();
    }

    public static byte[] Read(string path)
    {
        var file = FileInUse.Bytes(path);
        using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        var bytes = content.ToArray();
        Assert.Equal(Crc32(bytes), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(^8)));
        Assert.Equal((uint)bytes.Length, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(^4)));
        return bytes;
    }

    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
