using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Which codecs a sink knows.</summary>
public sealed class ArchiveCodecsTests
{
    [Fact]
    public void EveryNamedCompressionIsKnownWhateverIsChosen()
    {
        var named = ArchiveCompression.Named.Values.Where(c => c != ArchiveCompression.None).ToHashSet();
        foreach (var chosen in ArchiveCompression.Named.Values)
        {
            Assert.Equal(named, ArchiveCodecs.For(chosen).All.Select(c => c.Compression).ToHashSet());
        }
    }

    [Fact]
    public void EveryStaticCompressionHasAName()
    {
        var statics = typeof(ArchiveCompression).GetProperties().Where(p => p.PropertyType == typeof(ArchiveCompression));
        Assert.Equal(
            statics.Select(p => (p.Name, p.GetValue(null))).ToHashSet(),
            ArchiveCompression.Named.Select(n => (n.Key, (object?)n.Value)).ToHashSet());
        Assert.All(ArchiveCompression.Named, named => Assert.Equal(named.Key, named.Value.ToString()));
    }

    [Fact]
    public void WithoutCompressionThereIsNoCodecToCompressWith() => Assert.Null(ArchiveCodecs.For(ArchiveCompression.None).Chosen);

    [Fact]
    public void ACompressionOfTheUserReplacesThatOfItsSuffix()
    {
        using var own = new HeldCompression();
        var codecs = ArchiveCodecs.For(own);
        Assert.Same(own, codecs.Chosen!.Compression);
        Assert.Equal(new HashSet<ArchiveCompression> { own, ArchiveCompression.Brotli }, codecs.All.Select(c => c.Compression).ToHashSet());
    }

    [Fact]
    public void EachCodecHasItsOwnSuffix() => Assert.Distinct(AllCodecs.List.Select(c => c.Suffix));
}
