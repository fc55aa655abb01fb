using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Serilog.Sinks.MtaioFile.Tests.Packaging;

/// <summary>The package holds the library as machine code too, so that the runtime need not compile the library at start.</summary>
[Collection(Builds.Name)]
public sealed class ReadyToRunTests(PackedLibrary library)
{
    /// <summary>Each system marks its images: its own value is combined with that of the processor.</summary>
    const int OfLinux = 0x7B79, OfMac = 0x4644;

    [Theory]
    [InlineData("linux-x64", (int)Machine.Amd64 ^ OfLinux)]
    [InlineData("linux-arm64", (int)Machine.Arm64 ^ OfLinux)]
    [InlineData("win-x64", (int)Machine.Amd64)]
    [InlineData("osx-arm64", (int)Machine.Arm64 ^ OfMac)]
    public void AnImageHoldsTheMachineCodeOfItsSystem(string system, int machine)
    {
        using var image = Image($"runtimes/{system}/lib/net10.0");
        Assert.NotEqual(0, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.Equal(machine, (int)image.PEHeaders.CoffHeader.Machine);
    }

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    [InlineData("win-x64")]
    [InlineData("osx-arm64")]
    public void AnImageIsTheLibraryOfTheLibFolder(string system)
    {
        using var image = Image($"runtimes/{system}/lib/net10.0");
        using var plain = Image("lib/net10.0");
        Assert.Equal(VersionIdOf(plain), VersionIdOf(image));
        Assert.Equal(0, plain.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
    }

    static Guid VersionIdOf(PEReader image)
    {
        var reader = image.GetMetadataReader();
        return reader.GetGuid(reader.GetModuleDefinition().Mvid);
    }

    PEReader Image(string folder) => new(ImmutableArray.Create(library.Package[$"{folder}/Serilog.Sinks.MtaioFile.dll"]));
}
