using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Charts;

/// <summary>The PNG of a chart, for pages that show no SVG. It carries the digest of the SVG, and a test compares the two.</summary>
static class PngPicture
{
    const string Program = "rsvg-convert";
    const string DigestName = "SVG-SHA256";

    /// <summary>The signature and the header, which must come first.</summary>
    const int StartBytes = 8 + 12 + 13;

    /// <summary>Draws the PNG beside the SVG, in twice its size; without the program for it, says so and leaves the old one.</summary>
    public static void DrawBeside(string svg)
    {
        var png = Path.ChangeExtension(svg, ".png");
        try
        {
            using var process = Process.Start(Program, ["--zoom", "2", "--output", png, svg]);
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException($"{Program} returned {process.ExitCode} for {svg}");
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine($"{png} is not drawn anew: {Program} is not installed (Debian: librsvg2-bin)");
            return;
        }
        var picture = System.IO.File.ReadAllBytes(png);
        var digest = Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(svg)));
        System.IO.File.WriteAllBytes(png, [.. picture[..StartBytes], .. TextChunk($"{DigestName}\0{digest}"), .. picture[StartBytes..]]);
    }

    /// <summary>A chunk is its length, its type, its content, and the CRC-32 of type and content.</summary>
    static byte[] TextChunk(string text)
    {
        var typed = Encoding.Latin1.GetBytes("tEXt" + text);
        var chunk = new byte[typed.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, text.Length);
        typed.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32(typed));
        return chunk;
    }

    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
