using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Serilog.Sinks.MtaioFile.Tests.Packaging;

/// <summary>Signed programs can use the library: it has a strong name, and so has every assembly that it refers to.</summary>
[Collection(Builds.Name)]
public sealed class StrongNameTests(PackedLibrary library)
{
    /// <summary>
    /// Part of the identity of every release: with another token, a program does not load the library that it was built with.
    /// </summary>
    const string Token = "4C5937FD8D0C4139";

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public void TheAssemblyIsSignedWithTheKeyOfTheProject(string framework)
    {
        using var image = Image(framework);
        Assert.True(image.PEHeaders.CorHeader!.Flags.HasFlag(CorFlags.StrongNameSigned));
        Assert.Equal(Token, Convert.ToHexString(image.GetMetadataReader().GetAssemblyDefinition().GetAssemblyName().GetPublicKeyToken()!));
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public void EveryReferencedAssemblyHasAStrongName(string framework)
    {
        using var image = Image(framework);
        var reader = image.GetMetadataReader();
        AssemblyName[] references = [.. reader.AssemblyReferences.Select(r => reader.GetAssemblyReference(r).GetAssemblyName())];
        Assert.Contains(references, r => r.Name == "Serilog");
        Assert.All(references, r => Assert.Equal(8, r.GetPublicKeyToken()!.Length));
    }

    PEReader Image(string framework) => new(ImmutableArray.Create(library.Package[$"lib/{framework}/Serilog.Sinks.MtaioFile.dll"]));
}
