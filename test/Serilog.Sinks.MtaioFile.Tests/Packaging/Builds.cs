namespace Serilog.Sinks.MtaioFile.Tests.Packaging;

/// <summary>Tests that build projects, one after the other: each takes both cores for some seconds.</summary>
[CollectionDefinition(Name)]
public sealed class Builds : ICollectionFixture<PackedLibrary>
{
    public const string Name = "builds";
}
