using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// The real file system, but a path leads to what has its name in any case of letters, as on Windows and macOS. A renamed file gets its new
/// name as it was given, and replaces a file that has the name in another case.
/// </summary>
sealed class CaselessFileSystem : IFileSystem
{
    static PhysicalFileSystem Inner => PhysicalFileSystem.Instance;

    public ILogFile Open(string path, UnixFileMode? mode, FileOwner? owner = null) => Inner.Open(At(path), mode, owner);

    public FileStatus? Follow(string path) => Inner.Follow(At(path));

    public FileStatus? Probe(string path) => Inner.Probe(At(path));

    public PathCondition ConditionOf(string path) => Inner.ConditionOf(At(path));

    public IEnumerable<string> List(string directory) => Inner.List(directory);

    public byte[] ReadTail(string path, int count) => Inner.ReadTail(At(path), count);

    public void Rename(string from, string to)
    {
        from = At(from);
        if (At(to) is var replaced && !string.Equals(from, replaced, StringComparison.Ordinal)) Inner.Delete(replaced);
        Inner.Rename(from, to);
    }

    public void Publish(SafeFileHandle file, string from, string to) => Inner.Publish(file, At(from), At(to));

    public void Delete(string path) => Inner.Delete(At(path));

    public void CreateDirectory(string path) => Inner.CreateDirectory(path);

    public void PointLink(string link, string target) => Inner.PointLink(At(link), target);

    public string FinalTarget(string path) => Inner.FinalTarget(At(path));

    static string At(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(directory)) return path;
        var name = Inner.List(directory).FirstOrDefault(n => string.Equals(n, Path.GetFileName(path), StringComparison.OrdinalIgnoreCase));
        return name is null ? path : Path.Combine(directory, name);
    }
}
