namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The folder that holds the solution, for tests of what stands in it.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>What a project of the solution was built to, in the same configuration as the tests.</summary>
    public static string BuiltAssembly(string projectFolder, string name)
    {
        var framework = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Root, projectFolder, "bin", framework.Parent!.Name, framework.Name, name + ".dll");
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Serilog.Sinks.MtaioFile.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException($"no solution above {AppContext.BaseDirectory}");
        return folder.FullName;
    }
}
