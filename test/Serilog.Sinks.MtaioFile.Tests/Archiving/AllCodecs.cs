using System.IO.Compression;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>A compression of a user, as small as it can be.</summary>
public sealed class ZLibCompression : ArchiveCompression
{
    public override string Suffix => ".zz";

    public override Stream OpenCompressing(Stream target) => new ZLibStream(target, CompressionLevel.Fastest);

    public override Stream OpenDecompressing(Stream source) => new ZLibStream(source, CompressionMode.Decompress);
}

/// <summary>The codecs of the library, and one of a user.</summary>
static class AllCodecs
{
    public static readonly ArchiveCodec GZip = ArchiveCodecs.For(ArchiveCompression.GZip).Chosen!;

    public static readonly ArchiveCodec Brotli = ArchiveCodecs.For(ArchiveCompression.Brotli).Chosen!;

    public static readonly IReadOnlyList<ArchiveCodec> List = ArchiveCodecs.For(new ZLibCompression()).All;

    /// <summary>The plain content of a file, by the suffix of its name.</summary>
    public static byte[] Read(string path)
    {
        using var file = FileInUse.Open(path);
        var codec = List.FirstOrDefault(c => path.EndsWith(c.Suffix, StringComparison.Ordinal));
        using var plain = codec?.Compression.OpenDecompressing(file) ?? file;
        using var content = new MemoryStream();
        plain.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Every codec, and null for plain files.</summary>
    public static readonly IReadOnlyList<ArchiveCodec?> AndPlain = [.. List, null];
}
