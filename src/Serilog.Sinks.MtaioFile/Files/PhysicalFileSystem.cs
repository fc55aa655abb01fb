using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>The file system of the machine.</summary>
sealed class PhysicalFileSystem : IFileSystem
{
    public static readonly PhysicalFileSystem Instance = new();

    PhysicalFileSystem()
    {
    }

    /// <summary>The time of the last write of an open file, whatever time its file system says.</summary>
    public static DateTimeOffset LastWriteOf(SafeFileHandle handle) => UnixCalls.Available
        ? UnixCalls.StatusOf(handle).LastWrite
        : new DateTimeOffset(File.GetLastWriteTimeUtc(handle), TimeSpan.Zero);

    /// <summary>Gives a copy owner, mode and time of its source, the owner first: the mode may let others read the file.</summary>
    public static void CopyAttributes(SafeFileHandle source, SafeFileHandle copy)
    {
        if (UnixCalls.Available) UnixCalls.TrySetOwner(copy, UnixCalls.StatusOf(source).Owner);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(copy, File.GetUnixFileMode(source));
        File.SetLastWriteTimeUtc(copy, LastWriteOf(source).UtcDateTime);
    }

    public ILogFile Open(string path, UnixFileMode? mode, FileOwner? owner = null) =>
        StreamFile.IsAt(path) ? StreamFile.Open(path) : LogFile.Open(path, mode, owner);

    public FileStatus? Follow(string path) => UnixCalls.Available ? UnixCalls.StatusOf(path, followLinks: true) : PortableStatusOf(path);

    public FileStatus? Probe(string path)
    {
        if (UnixCalls.Available) return UnixCalls.StatusOf(path, followLinks: false);
        // Creation time and length are enough to tell archives apart, because an archive changes neither.
        return PortableStatusOf(path) is { } status
            ? status with { Identity = new FileIdentity((ulong)File.GetCreationTimeUtc(path).Ticks, (ulong)status.Length) }
            : null;
    }

    public PathCondition ConditionOf(string path)
    {
        var (error, missing, existing) = (WriteErrorOf(path), 0, path);
        var lastError = error;
        while (UnixCalls.IsMissing(lastError) && Path.GetDirectoryName(existing) is { Length: > 0 } parent)
        {
            missing++;
            existing = parent;
            lastError = WriteErrorOf(parent);
        }
        return new PathCondition(error, missing, lastError, new DriveInfo(existing).AvailableFreeSpace);
    }

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

    public void Publish(SafeFileHandle file, string from, string to)
    {
        if (UnixCalls.Available)
        {
            // A link names the open file itself, whatever another user has put at its old name.
            if (UnixCalls.TryLink(file, to))
            {
                Delete(from);
                return;
            }
            if (Probe(from)?.Identity != UnixCalls.StatusOf(file).Identity) throw new IOException($"{from} is another file by now");
        }
        if (Probe(to) is not null) throw new IOException($"{to} is in the way");
        Rename(from, to);
    }

    public void Delete(string path) => File.Delete(path);

    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    public void PointLink(string link, string target)
    {
        var existing = new FileInfo(link);
        if (string.Equals(existing.LinkTarget, target, StringComparison.Ordinal)) return;
        if (existing.LinkTarget is null && (existing.Exists || Directory.Exists(link)))
            throw new IOException($"{link} is in the way and no symbolic link");
        // A link cannot be changed, but another one can take its name.
        var another = $"{link}.{Guid.NewGuid():N}.tmp";
        File.CreateSymbolicLink(another, target);
        try
        {
            Rename(another, link);
        }
        catch (Exception)
        {
            Delete(another);
            throw;
        }
    }

    public string FinalTarget(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    public IEnumerable<string> List(string directory) => Directory.EnumerateFileSystemEntries(directory).Select(e => Path.GetFileName(e));

    static int WriteErrorOf(string path)
    {
        if (UnixCalls.Available) return UnixCalls.WriteErrorOf(path);
        return Path.Exists(path) ? 0 : UnixCalls.NothingThere;
    }

    /// <summary>Without inodes, all files have the same identity.</summary>
    static FileStatus? PortableStatusOf(string path)
    {
        var info = new FileInfo(path);
        var kind = Directory.Exists(path) ? FileKind.Directory : info.LinkTarget is not null ? FileKind.Link : FileKind.Regular;
        if (kind == FileKind.Regular && !info.Exists) return null;
        var length = kind == FileKind.Regular ? info.Length : 0;
        return new FileStatus(default, kind, default, length, new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero));
    }
}
