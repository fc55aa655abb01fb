using System.IO.Compression;
using System.Xml.Linq;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Packaging;

/// <summary>The package as <c>dotnet pack</c> makes it for a release; its build output stays, so that the next run is fast.</summary>
public sealed class PackedLibrary : IAsyncLifetime
{
    public const string Id = "Serilog.Sinks.MtaioFile";

    static readonly string Artifacts = Path.Combine(Repository.Root, "artifacts", "packed");

    /// <summary>The folder with the package and its symbols.</summary>
    public static string Folder { get; } = Path.Combine(Artifacts, "package", "release");

    public Dictionary<string, byte[]> Package { get; private set; } = [];

    public Dictionary<string, byte[]> Symbols { get; private set; } = [];

    /// <summary>The version, from the one place where it stands.</summary>
    public static string Version { get; } = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"))
        .Descendants("Version")
        .Single().Value;

    public async Task InitializeAsync()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        await Dotnet.Build(
            Repository.Root, "pack", "src/Serilog.Sinks.MtaioFile", "--artifacts-path", Artifacts, "-p:ContinuousIntegrationBuild=true");
        Package = EntriesOf($"{Id}.{Version}.nupkg");
        Symbols = EntriesOf($"{Id}.{Version}.snupkg");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    static Dictionary<string, byte[]> EntriesOf(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Folder, package));
        return archive.Entries.ToDictionary(e => e.FullName, ContentOf);
    }

    static byte[] ContentOf(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return memory.ToArray();
    }
}
