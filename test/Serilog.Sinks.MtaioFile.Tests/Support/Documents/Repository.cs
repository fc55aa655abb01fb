using System.Runtime.CompilerServices;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The files of this repository, for tests over the sources and the documentation.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Sources { get; } = Path.Combine(Root, "src", "Serilog.Sinks.MtaioFile");

    /// <summary>The library's own C# files, relative to its project.</summary>
    public static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Sources, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("obj/", StringComparison.Ordinal) && !f.StartsWith("bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>All C# files below a folder of the repository, relative to its root, without what a build has made.</summary>
    public static IEnumerable<string> CSharpFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Source(string file) => System.IO.File.ReadAllText(Path.Combine(Sources, file));

    /// <summary>What a sample was built to, in the configuration of these tests.</summary>
    public static string BuiltSample(string name)
    {
        var framework = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Root, "sample", name, "bin", framework.Parent!.Name, framework.Name, $"{name}.dll");
    }

    static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder);
        }
        return folder ?? throw new InvalidOperationException("the tests must run on the machine that built them, beside the sources");
    }
}
