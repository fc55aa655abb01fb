using CsCheck;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

public sealed class FolderListingTests
{
    static readonly Gen<string> Name = Gen.OneOf(Gen.Char["aAbB.1"].Array[0, 5].Select(c => new string(c)), Gen.Const("é.tmp"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AListingFindsTheNamesWithABeginning(bool isCaseless) =>
        Gen.Select(Name.Array[0, 30], Name).Sample((names, start) =>
        {
            var rules = isCaseless ? NameRules.MacOS : NameRules.Linux;
            var found = new FolderListing(names, rules).StartingWith(start);
            Assert.Equal(
                names.Where(n => n.StartsWith(start, rules.Comparison)).Order(StringComparer.Ordinal),
                found.Order(StringComparer.Ordinal));
        });

    [Fact]
    public void AListingKnowsTheTemporaryFilesAndTheFilesThatAreBeingMoved()
    {
        string[] names = ["a.log.1.moving", "a.log", "a.log.0123456789abcdef.gz.tmp", "a.log.1", "b.log.1.moving", "tmp", "a.moving.1"];
        var listing = new FolderListing(names, NameRules.Linux);
        Assert.Equal(["a.log.0123456789abcdef.gz.tmp", "a.log.1.moving"], listing.UnfinishedStartingWith("a.log."));
        Assert.Equal(3, listing.UnfinishedStartingWith("").Count());
        Assert.Equal(names.Length, listing.Count);
    }
}
