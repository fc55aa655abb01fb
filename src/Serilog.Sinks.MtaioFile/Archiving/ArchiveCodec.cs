using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>A compression of archives: files are compressed and compared in the same way for all compressions.</summary>
/// <param name="Compression">Names the suffix and opens the streams.</param>
sealed record ArchiveCodec(ArchiveCompression Compression)
{
    const int BufferSize = 128 * 1024;

    /// <summary>
    /// The end of a compressed file's name, after the archive's own name. A suffix begins with a dot, so no archive has the own name of
    /// another one with a suffix behind it.
    /// </summary>
    public string Suffix { get; } = Compression.Suffix;

    /// <summary>The check that the compression has; null = the end of its files is not known.</summary>
    ICompletenessCheck? Check => Compression as ICompletenessCheck;

    /// <summary>Whether both codecs have one suffix, on a system that does not tell names apart by case.</summary>
    public bool HasSuffixOf(ArchiveCodec other) => string.Equals(Suffix, other.Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the compressed content of <paramref name="plain"/> to an empty stream.</summary>
    public void Compress(Stream plain, Stream compressed, CancellationToken cancellationToken) =>
        Compress(plain, compressed, long.MaxValue, cancellationToken);

    /// <summary>Compares the content of a compressed file with a plain file, byte by byte.</summary>
    public CompressedContent Compare(Stream plain, Stream compressed, CancellationToken cancellationToken)
    {
        if (compressed.Length < (Check?.LeastBytes ?? 1))
            return IsBeginning(plain, compressed, cancellationToken) ? CompressedContent.Beginning : CompressedContent.Other;
        plain.Position = compressed.Position = 0;
        var (expectedBuffer, actualBuffer) = (new byte[BufferSize], new byte[BufferSize]);
        using var actual = Compression.OpenDecompressing(new KeptOpenStream(compressed));
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = actual.ReadAtLeast(actualBuffer, BufferSize, throwOnEndOfStream: false);
                // At the end of the compressed content, one more byte of the plain file shows whether the plain file ends there too.
                var expected = expectedBuffer.AsSpan(0, Math.Max(count, 1));
                expected = expected[..plain.ReadAtLeast(expected, expected.Length, throwOnEndOfStream: false)];
                if (count == 0)
                {
                    if (!expected.IsEmpty) return CompressedContent.Beginning;
                    if (Check is null) return CompressedContent.SameSoFar;
                    return Check.IsComplete(compressed, plain.Length) ? CompressedContent.Same : CompressedContent.Beginning;
                }
                if (!expected.SequenceEqual(actualBuffer.AsSpan(0, count))) return CompressedContent.Other;
            }
        }
        catch (Exception ex) when (ex is InvalidDataException or InvalidOperationException)
        {
            // Streams of .NET report damaged content by either.
            return CompressedContent.Other;
        }
    }

    /// <summary>Compresses until there are enough compressed bytes.</summary>
    void Compress(Stream plain, Stream compressed, long enough, CancellationToken cancellationToken)
    {
        using var compressing = Compression.OpenCompressing(new KeptOpenStream(compressed));
        var buffer = new byte[BufferSize];
        plain.Position = 0;
        while (compressed.Length < enough && plain.Read(buffer) is var count && count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            compressing.Write(buffer.AsSpan(0, count));
        }
    }

    /// <summary>Whether a file that is too short to be complete has the first bytes that this codec writes for the plain file.</summary>
    bool IsBeginning(Stream plain, Stream compressed, CancellationToken cancellationToken)
    {
        var actual = new byte[compressed.Length];
        compressed.Position = 0;
        compressed.ReadExactly(actual);
        using var own = new MemoryStream();
        Compress(plain, own, actual.Length, cancellationToken);
        return own.ToArray().AsSpan().StartsWith(actual);
    }
}

/// <summary>What a compressed file holds, compared to a plain file.</summary>
enum CompressedContent
{
    /// <summary>The same bytes, and the file is complete.</summary>
    Same,

    /// <summary>The same bytes; whether something behind them was cut off is not known.</summary>
    SameSoFar,

    /// <summary>The first of the same bytes, or none: the compression was cut short.</summary>
    Beginning,

    /// <summary>Something else.</summary>
    Other,
}
