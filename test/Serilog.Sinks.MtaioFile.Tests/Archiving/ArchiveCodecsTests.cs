using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>The list of known codecs, which is where a new codec is added.</summary>
public sealed class ArchiveCodecsTests
{
    [Fact]
    public void EveryCompressionHasAKnownCodec()
    {
        var chosen = Enum.GetValues<ArchiveCompression>().Where(c => c != ArchiveCompression.None).Select(ArchiveCodecs.For);
        Assert.Equal(ArchiveCodecs.Known.ToHashSet<ArchiveCodec?>(), chosen.ToHashSet());
    }

    [Fact]
    public void WithoutCompressionThereIsNoCodec() => Assert.Null(ArchiveCodecs.For(ArchiveCompression.None));

    [Fact]
    public void NoArchiveNameEndsInTheSuffixOfACodec() =>
        Assert.All(AllCodecs.List, codec => Assert.True(codec.Suffix[0] == '.' && !char.IsAsciiDigit(codec.Suffix[^1]), codec.Suffix));

    [Fact]
    public void EachCodecHasItsOwnSuffix() => Assert.Distinct(AllCodecs.List.Select(c => c.Suffix));
}
