using CsCheck;
using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>What every codec promises: a file that is deleted has a complete compressed copy.</summary>
public sealed class ArchiveCodecTests
{
    static readonly Gen<byte[]> Contents =
        Gen.OneOf(Gen.Byte.Array[1, 500], Gen.Byte[0, 3].Array[1, 5000], Gen.Byte.Array[130_000, 140_000]);

    static readonly Gen<ArchiveCodec> Codecs = Gen.Int[0, AllCodecs.List.Count - 1].Select(i => AllCodecs.List[i]);

    [Fact]
    public void ACompressedCopyHasTheSameContent() =>
        Gen.Select(Codecs, Contents).Sample((codec, content) =>
            Assert.Equal(SameOf(codec), Compare(codec, content, Compress(codec, content))), iter: 50);

    [Fact]
    public void ACopyOfChangedContentIsOther() =>
        Gen.Select(Codecs, Contents, Gen.Int[0, int.MaxValue]).Sample((codec, content, position) =>
        {
            var compressed = Compress(codec, content);
            content[position % content.Length]++;
            Assert.Equal(CompressedContent.Other, Compare(codec, content, compressed));
        }, iter: 50);

    [Fact]
    public void ACopyOfTheFirstBytesIsTheBeginning() =>
        Gen.Select(Codecs, Contents, Gen.Int[0, int.MaxValue]).Sample((codec, content, length) =>
        {
            var beginning = content[..(length % content.Length)];
            Assert.Equal(CompressedContent.Beginning, Compare(codec, content, Compress(codec, beginning)));
        }, iter: 50);

    [Fact]
    public void ACopyOfMoreBytesIsOther() =>
        Gen.Select(Codecs, Contents).Sample((codec, content) =>
            Assert.Equal(CompressedContent.Other, Compare(codec, content, Compress(codec, [.. content, 1]))), iter: 50);

    [Fact]
    public void ATruncatedCopyIsNeverTheSame() =>
        Gen.Select(Codecs, Contents, Gen.Int[0, int.MaxValue]).Sample((codec, content, length) =>
        {
            var compressed = Compress(codec, content);
            Assert.NotEqual(CompressedContent.Same, Compare(codec, content, compressed[..(length % compressed.Length)]));
        }, iter: 100);

    [Fact]
    public void AnEmptyFileIsTheBeginning() =>
        Assert.All(AllCodecs.List, codec => Assert.Equal(CompressedContent.Beginning, Compare(codec, [1, 2, 3], [])));

    [Fact]
    public void ACancelledCompressionOrComparisonThrows() => Assert.All(AllCodecs.List, codec =>
    {
        using var plain = new MemoryStream([1]);
        using var compressed = new MemoryStream();
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => codec.Compress(plain, compressed, cancelled));
        Assert.Throws<OperationCanceledException>(() => codec.Compare(plain, new MemoryStream(Compress(codec, [1])), cancelled));
    });

    [Fact]
    public void ContentOfAnotherKindIsOther() => Assert.All(AllCodecs.List, codec =>
        Assert.Equal(CompressedContent.Other, Compare(codec, new byte[1000], [.. Enumerable.Range(1, 200).Select(n => (byte)~n)])));

    /// <summary>Of a compression of the user, the end of a file is not known.</summary>
    static CompressedContent SameOf(ArchiveCodec codec) =>
        ArchiveCompression.Named.Values.Contains(codec.Compression) ? CompressedContent.Same : CompressedContent.SameSoFar;

    static byte[] Compress(ArchiveCodec codec, byte[] content)
    {
        using var plain = new MemoryStream(content);
        using var compressed = new MemoryStream();
        codec.Compress(plain, compressed, CancellationToken.None);
        return compressed.ToArray();
    }

    static CompressedContent Compare(ArchiveCodec codec, byte[] content, byte[] compressed)
    {
        using var plain = new MemoryStream(content);
        using var file = new MemoryStream(compressed);
        return codec.Compare(plain, file, CancellationToken.None);
    }
}
