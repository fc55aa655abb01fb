namespace Serilog.Sinks.MtaioFile.Tool.Tests.Support;

/// <summary>A folder of one test below the temporary path.</summary>
sealed class TempFolder : IDisposable
{
    public TempFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"mtaiolog-{Guid.NewGuid():N}");

    /// <summary>The path of a file, with the separators of the system.</summary>
    public string this[string name] => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, name));

    public string[] Names =>
        [.. Directory.EnumerateFileSystemEntries(Path).Select(p => System.IO.Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
