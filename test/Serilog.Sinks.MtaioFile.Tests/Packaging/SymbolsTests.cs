using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Packaging;

/// <summary>A debugger finds the sources by the symbols alone, and the build is reproducible.</summary>
[Collection(Builds.Name)]
public sealed class SymbolsTests(PackedLibrary library)
{
    static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Frameworks() => ["net8.0", "net10.0"];

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void TheBuildIsReproducible(string framework)
    {
        using var image = Image(framework);
        Assert.Contains(image.ReadDebugDirectory(), e => e.Type == DebugDirectoryEntryType.Reproducible);
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void TheSymbolsBelongToTheLibrary(string framework)
    {
        using var image = Image(framework);
        var codeView = image.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.CodeView);
        using var symbols = OpenSymbols(framework);
        var id = new BlobContentId(symbols.GetMetadataReader().DebugMetadataHeader!.Id);
        Assert.Equal((image.ReadCodeViewDebugDirectoryData(codeView).Guid, codeView.Stamp), (id.Guid, id.Stamp));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void TheSymbolsEmbedEverySourceFileUnderANeutralPath(string framework)
    {
        using var symbols = OpenSymbols(framework);
        var reader = symbols.GetMetadataReader();
        var embedded = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(i => reader.GetGuid(i.Kind) == EmbeddedSource)
            .Select(i => reader.GetString(reader.GetDocument((DocumentHandle)i.Parent).Name))
            .ToHashSet();
        Assert.All(embedded, name => Assert.StartsWith("/_/", name, StringComparison.Ordinal));
        Assert.Subset(embedded, reader.Documents.Select(d => reader.GetString(reader.GetDocument(d).Name)).ToHashSet());
        Assert.Contains(embedded, name => name.EndsWith("/Queueing/EventQueue.cs", StringComparison.Ordinal));
    }

    PEReader Image(string framework) => new(ImmutableArray.Create(library.Package[$"lib/{framework}/Serilog.Sinks.MtaioFile.dll"]));

    MetadataReaderProvider OpenSymbols(string framework) =>
        MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(library.Symbols[$"lib/{framework}/Serilog.Sinks.MtaioFile.pdb"]));
}
