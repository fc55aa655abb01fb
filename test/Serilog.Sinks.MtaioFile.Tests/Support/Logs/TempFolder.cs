using System.Text;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A folder of one test's own, gone when the test is over.</summary>
sealed class TempFolder(string path) : IDisposable
{
    public TempFolder()
        : this(Directory.CreateTempSubdirectory("mtaiofile-").FullName)
    {
    }

    public string Path { get; } = path;

    /// <summary>A folder on another file system, which Linux has in memory.</summary>
    public static TempFolder InMemory() => new(Directory.CreateDirectory($"/dev/shm/mtaiofile-{Guid.NewGuid():N}").FullName);

    public string this[string name] => System.IO.Path.Combine(Path, name.Replace('/', System.IO.Path.DirectorySeparatorChar));

    /// <summary>Every file below the folder with its content as text, sorted by name, by paths with '/': what a test asserts.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        new SortedDictionary<string, string>(
            Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
                .ToDictionary(RelativePathOf, FileInUse.Text),
            StringComparer.Ordinal);

    /// <summary>The names of everything in the folder, sorted.</summary>
    public string[] Names =>
        [.. Directory.EnumerateFileSystemEntries(Path).Select(e => System.IO.Path.GetFileName(e)!).Order(StringComparer.Ordinal)];

    public byte[] Bytes(string name) => FileInUse.Bytes(this[name]);

    public string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public void Write(string name, string content) => FileInUse.Write(this[name], Encoding.UTF8.GetBytes(content));

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A sink that a test left hanging still has its file open, or a file is read-only on Windows.
        }
    }

    string RelativePathOf(string file) =>
        System.IO.Path.GetRelativePath(Path, file).Replace(System.IO.Path.DirectorySeparatorChar, '/');
}
