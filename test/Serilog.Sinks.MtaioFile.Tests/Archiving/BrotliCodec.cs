using System.IO.Compression;
using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>A second codec, which shows that a codec is one class.</summary>
sealed class BrotliCodec : ArchiveCodec
{
    public override string Suffix => ".br";

    protected override int LeastBytes => 1;

    protected override Stream OpenCompressing(Stream target) => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true);

    protected override Stream OpenDecompressing(Stream source) => new BrotliStream(source, CompressionMode.Decompress, leaveOpen: true);

    /// <summary>.NET's stream does not always refuse a truncated file: only a decoder that says so has seen its end.</summary>
    protected override bool IsComplete(Stream compressed, long contentLength)
    {
        var bytes = new byte[compressed.Length];
        compressed.Position = 0;
        compressed.ReadExactly(bytes);
        return BrotliDecoder.TryDecompress(bytes, new byte[contentLength], out var written) && written == contentLength;
    }
}

/// <summary>The codecs of the library, and one more.</summary>
static class AllCodecs
{
    public static readonly ArchiveCodec GZip = ArchiveCodecs.For(ArchiveCompression.GZip)!;

    public static readonly ArchiveCodec Brotli = new BrotliCodec();

    public static readonly IReadOnlyList<ArchiveCodec> List = [.. ArchiveCodecs.Known, Brotli];

    /// <summary>Every codec, and null for plain files.</summary>
    public static readonly IReadOnlyList<ArchiveCodec?> AndPlain = [.. List, null];
}
