using System.Buffers;
using System.IO.Compression;

namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Compresses archives to <c>.br</c> files.</summary>
sealed class BrotliCompression : ArchiveCompression, ICompletenessCheck
{
    const int BufferSize = 64 * 1024;

    public override string Suffix => ".br";

    public int LeastBytes => 1;

    public override Stream OpenCompressing(Stream target) => new BrotliStream(target, CompressionLevel.Optimal, leaveOpen: true);

    public override Stream OpenDecompressing(Stream source) => new BrotliStream(source, CompressionMode.Decompress, leaveOpen: true);

    public override string ToString() => nameof(Brotli);

    /// <summary>.NET's stream does not always refuse a truncated file; the decoder knows whether it has seen the end.</summary>
    public bool IsComplete(Stream compressed, long contentLength)
    {
        using var decoder = default(BrotliDecoder);
        var (input, output) = (new byte[BufferSize], new byte[BufferSize]);
        compressed.Position = 0;
        while (compressed.Read(input) is var count && count > 0)
        {
            ReadOnlySpan<byte> rest = input.AsSpan(0, count);
            OperationStatus status;
            do
            {
                status = decoder.Decompress(rest, output, out var consumed, out _);
                rest = rest[consumed..];
            }
            while (status == OperationStatus.DestinationTooSmall);
            if (status != OperationStatus.NeedMoreData) return status == OperationStatus.Done;
        }
        return false;
    }
}
