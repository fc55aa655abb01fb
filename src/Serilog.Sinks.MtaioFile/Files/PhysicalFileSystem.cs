namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>The file system of the machine.</summary>
sealed class PhysicalFileSystem : IFileSystem
{
    public static readonly PhysicalFileSystem Instance = new();

    PhysicalFileSystem()
    {
    }

    public ILogFile Open(string path, UnixFileMode? mode) => LogFile.Open(path, mode);

    public FileStatus? Follow(string path) => UnixCalls.Available ? UnixCalls.StatusOf(path, followLinks: true) : PortableStatusOf(path);

    public FileStatus? Probe(string path) => UnixCalls.Available ? UnixCalls.StatusOf(path, followLinks: false) : PortableStatusOf(path);

    public byte[] ReadTail(string path, int count)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(handle);
        var tail = new byte[Math.Min(count, length)];
        var read = RandomAccess.Read(handle, tail, length - tail.Length);
        return tail[..read];
    }

    public void Rename(string from, string to)
    {
        if (UnixCalls.Available) UnixCalls.Rename(from, to);
        else File.Move(from, to, overwrite: true);
    }

    public void Delete(string path) => File.Delete(path);

    public string FinalTarget(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    /// <summary>Without inodes every file at a path is taken to be the same file.</summary>
    static FileStatus? PortableStatusOf(string path)
    {
        var info = new FileInfo(path);
        if (Directory.Exists(path)) return new FileStatus(default, FileKind.Directory, default);
        if (info.LinkTarget is not null) return new FileStatus(default, FileKind.Link, default);
        return info.Exists ? new FileStatus(default, FileKind.Regular, default) : null;
    }
}
