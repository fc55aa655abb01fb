namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// One compression of archives. A codec names its suffix and opens its two streams; files are compressed and compared in the same way for
/// all codecs.
/// </summary>
abstract class ArchiveCodec
{
    const int BufferSize = 128 * 1024;

    /// <summary>
    /// The end of a compressed file's name, after the archive's own name. A suffix begins with a dot and does not end in a digit, so no
    /// archive's own name ends in it.
    /// </summary>
    public abstract string Suffix { get; }

    /// <summary>The least bytes of a complete compressed file. A shorter file was cut short, or is not this codec's.</summary>
    protected abstract int LeastBytes { get; }

    /// <summary>Writes the compressed content of <paramref name="plain"/> to an empty stream.</summary>
    public void Compress(Stream plain, Stream compressed, CancellationToken cancellationToken) =>
        Compress(plain, compressed, long.MaxValue, cancellationToken);

    /// <summary>Compares the content of a compressed file with a plain file, byte by byte.</summary>
    public CompressedContent Compare(Stream plain, Stream compressed, CancellationToken cancellationToken)
    {
        if (compressed.Length < LeastBytes)
            return IsBeginning(plain, compressed, cancellationToken) ? CompressedContent.Beginning : CompressedContent.Other;
        plain.Position = compressed.Position = 0;
        var (expectedBuffer, actualBuffer) = (new byte[BufferSize], new byte[BufferSize]);
        using var actual = OpenDecompressing(compressed);
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
                    var isSame = expected.IsEmpty && IsComplete(compressed, plain.Length);
                    return isSame ? CompressedContent.Same : CompressedContent.Beginning;
                }
                if (!expected.SequenceEqual(actualBuffer.AsSpan(0, count))) return CompressedContent.Other;
            }
        }
        catch (InvalidDataException)
        {
            return CompressedContent.Other;
        }
    }

    /// <summary>A stream that compresses to <paramref name="target"/> and leaves it open.</summary>
    protected abstract Stream OpenCompressing(Stream target);

    /// <summary>
    /// A stream that decompresses <paramref name="source"/> and leaves it open. It throws <see cref="InvalidDataException"/> when the
    /// content is not this codec's.
    /// </summary>
    protected abstract Stream OpenDecompressing(Stream source);

    /// <summary>
    /// Whether a compressed file is complete, after its content was read to the end. Some streams read a truncated file without an error.
    /// </summary>
    protected abstract bool IsComplete(Stream compressed, long contentLength);

    /// <summary>Compresses until there are enough compressed bytes.</summary>
    void Compress(Stream plain, Stream compressed, long enough, CancellationToken cancellationToken)
    {
        using var compressing = OpenCompressing(compressed);
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

    /// <summary>The first of the same bytes, or none: the compression was cut short.</summary>
    Beginning,

    /// <summary>Something else.</summary>
    Other,
}
