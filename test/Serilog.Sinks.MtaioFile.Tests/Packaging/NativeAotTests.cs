using System.Text;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Packaging;

/// <summary>A program that is compiled ahead of time writes the same files as under the just-in-time compiler.</summary>
[Collection(Builds.Name)]
public sealed partial class NativeAotTests
{
    static readonly string Artifacts = Path.Combine(Repository.Root, "artifacts", "aot");

    [RequiresFact("gcc")]
    public async Task TheNativeProgramIsBuiltWithoutWarningsAndItsFilesHaveTheSameBytes()
    {
        using var folder = new TempFolder();
        // Built anew, as warnings are not repeated for what is up to date.
        var obj = Path.Combine(Artifacts, "obj", "AotSample");
        if (Directory.Exists(obj)) Directory.Delete(obj, recursive: true);
        var published = await Dotnet.Build(
            Repository.Root, "publish", "sample/AotSample", "--artifacts-path", Artifacts, "-p:TrimmerSingleWarn=false");
        Assert.DoesNotContain("warning", published, StringComparison.OrdinalIgnoreCase);

        var native = await Dotnet.Run(folder.Path, Path.Combine(Artifacts, "publish", "AotSample", "release", "AotSample"), "native");
        var managed = await Dotnet.Run(folder.Path, "dotnet", Repository.BuiltSample("AotSample"), "managed");

        Assert.Equal(managed, native);
        Assert.Equal(Contents(folder["managed"]), Contents(folder["native"]));
        string[] some = ["app.clef", "app.json", "app.log", "app.log.1", "app.log.2.gz", "default.log"];
        Assert.Subset(Contents(folder["native"]).Keys.ToHashSet(), some.ToHashSet());
    }

    static SortedDictionary<string, string> Contents(string folder) =>
        new(Directory.EnumerateFiles(folder).ToDictionary(f => Path.GetFileName(f), ContentOf), StringComparer.Ordinal);

    /// <summary>The bytes as text. The ids of transactions, which are new in each run, are left out.</summary>
    static string ContentOf(string file)
    {
        var bytes = file.EndsWith(".gz", StringComparison.Ordinal) ? GZipFile.Read(file) : System.IO.File.ReadAllBytes(file);
        return TransactionId().Replace(Encoding.Latin1.GetString(bytes), "id");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")]
    private static partial Regex TransactionId();
}
