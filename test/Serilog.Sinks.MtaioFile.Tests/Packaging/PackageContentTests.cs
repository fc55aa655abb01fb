using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Packaging;

/// <summary>The package holds what a package page and a debugger need, and nothing of the machine that built it.</summary>
[Collection(Builds.Name)]
public sealed class PackageContentTests(PackedLibrary library)
{
    [Fact]
    public void ThePackageHoldsTheLibraryForBothFrameworksWithItsDocumentation()
    {
        string[] expected =
        [
            "ConfigurationSchema.json", "README.md", "Serilog.Sinks.MtaioFile.nuspec",
            "build/Serilog.Sinks.MtaioFile.targets", "buildTransitive/Serilog.Sinks.MtaioFile.targets", "icon.png",
            "lib/net10.0/Serilog.Sinks.MtaioFile.dll", "lib/net10.0/Serilog.Sinks.MtaioFile.xml",
            "lib/net8.0/Serilog.Sinks.MtaioFile.dll", "lib/net8.0/Serilog.Sinks.MtaioFile.xml",
            "runtimes/linux-arm64/lib/net10.0/Serilog.Sinks.MtaioFile.dll", "runtimes/linux-x64/lib/net10.0/Serilog.Sinks.MtaioFile.dll",
            "runtimes/osx-arm64/lib/net10.0/Serilog.Sinks.MtaioFile.dll", "runtimes/win-x64/lib/net10.0/Serilog.Sinks.MtaioFile.dll",
        ];
        Assert.Equal(expected, Files(library.Package));
        Assert.Equal(
            ["Serilog.Sinks.MtaioFile.nuspec", "lib/net10.0/Serilog.Sinks.MtaioFile.pdb", "lib/net8.0/Serilog.Sinks.MtaioFile.pdb"],
            Files(library.Symbols));
    }

    /// <summary>Editors look for the items of this name in every project that uses the package.</summary>
    [Theory]
    [InlineData("build")]
    [InlineData("buildTransitive")]
    public void ThePackageOffersItsSchemaToEditors(string folder)
    {
        var segment = Xml(library.Package[$"{folder}/Serilog.Sinks.MtaioFile.targets"]).Descendants("JsonSchemaSegment").Single();
        Assert.Equal(@"$(MSBuildThisFileDirectory)..\ConfigurationSchema.json", segment.Attribute("Include")!.Value);
        Assert.Equal(@"appsettings\..*json", segment.Attribute("FilePathPattern")!.Value);
        var schema = System.IO.File.ReadAllBytes(Path.Combine(Repository.Sources, "ConfigurationSchema.json"));
        Assert.Equal(schema, library.Package["ConfigurationSchema.json"]);
    }

    [Fact]
    public void ThePackageNamesItsIdVersionLicenseReadmeIconAndTags()
    {
        Assert.Equal((PackedLibrary.Id, PackedLibrary.Version), (Metadata("id"), Metadata("version")));
        Assert.Equal(("Apache-2.0", "README.md", "icon.png"), (Metadata("license"), Metadata("readme"), Metadata("icon")));
        Assert.StartsWith("Asynchronous, batching file sinks for Serilog", Metadata("description"), StringComparison.Ordinal);
        Assert.Contains("serilog", Metadata("tags").Split(' '));
        Assert.NotEqual(PackedLibrary.Id, Metadata("authors"));
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public void ThePackageDependsOnlyOnSerilogItsCompactJsonItsBatchingAndConfiguration(string framework)
    {
        var group = Nuspec().Descendants().Single(e => e.Name.LocalName == "group" && e.Attribute("targetFramework")!.Value == framework);
        string[] expected =
            ["Microsoft.Extensions.Configuration.Abstractions", "Serilog", "Serilog.Formatting.Compact", "Serilog.Sinks.PeriodicBatching"];
        Assert.Equal(expected, group.Elements().Select(e => e.Attribute("id")!.Value));
    }

    [Fact]
    public void TheReadmeOfThePackageIsTheReadmeOfTheRepositoryWithoutRelativeLinks()
    {
        var readme = new PackageMarkdown(Encoding.UTF8.GetString(library.Package["README.md"]));
        Assert.Empty(readme.RelativeLinks);
        Assert.Equal(PackageMarkdown.Of("README.md").WithoutLinks, readme.WithoutLinks);
    }

    [Fact]
    public void TheReleaseNotesAreTheSectionOfTheChangelogForTheVersion()
    {
        var notes = new PackageMarkdown(Metadata("releaseNotes"));
        var changelog = PackageMarkdown.Of("CHANGELOG.md").WithoutLinks;
        Assert.Empty(notes.RelativeLinks);
        // The heading of a version is a link that is defined nowhere: brackets alone.
        var section = changelog.Split("\n## ").Single(s => s.StartsWith($"[{PackedLibrary.Version}]", StringComparison.Ordinal));
        Assert.Equal(section[section.IndexOf('\n', StringComparison.Ordinal)..].Trim(), notes.WithoutLinks);
    }

    [Fact]
    public void TheIconIsASquarePngOf128Pixels()
    {
        var icon = library.Package["icon.png"];
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon[..4]);
        Assert.Equal(
            (128, 128),
            (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));
    }

    [Fact]
    public void EveryPublicTypeAndMethodIsDocumented()
    {
        var documented = Xml(library.Package["lib/net8.0/Serilog.Sinks.MtaioFile.xml"])
            .Descendants("member")
            .Select(m => m.Attribute("name")!.Value.Split('(', '`')[0])
            .ToHashSet();
        foreach (var type in typeof(MtaioFileOptions).Assembly.GetExportedTypes())
        {
            Assert.Contains($"T:{type.FullName}", documented);
            foreach (var method in type.GetMethods().Where(m => m.DeclaringType == type && m.IsStatic && !m.IsSpecialName))
            {
                Assert.Contains($"M:{type.FullName}.{method.Name}", documented);
            }
        }
    }

    [Fact]
    public void ThePackageNamesNoFolderOfTheMachineThatBuiltIt()
    {
        foreach (var (name, content) in library.Package.Concat(library.Symbols))
        {
            Assert.False(
                content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Repository.Root)) >= 0,
                $"{name} names the folder of the repository");
            Assert.False(
                content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Repository.Root)) >= 0,
                $"{name} names the folder of the repository");
        }
    }

    string Metadata(string name) => Nuspec().Descendants().First(e => e.Name.LocalName == name).Value;

    XDocument Nuspec() => Xml(library.Package["Serilog.Sinks.MtaioFile.nuspec"]);

    static XDocument Xml(byte[] content) => XDocument.Load(new MemoryStream(content));

    /// <summary>Without what the container itself needs.</summary>
    static IEnumerable<string> Files(Dictionary<string, byte[]> package) =>
        package.Keys.Where(n => n != "[Content_Types].xml" && n != "_rels/.rels" && !n.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
