using System.Runtime.CompilerServices;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Support;

/// <summary>Where the sources are.</summary>
static class Sources
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(This())!, "../../.."));

    /// <summary>Debug or Release, as these tests.</summary>
    public static string BuiltAs { get; } = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\'))!);

    static string This([CallerFilePath] string file = "") => file;
}
