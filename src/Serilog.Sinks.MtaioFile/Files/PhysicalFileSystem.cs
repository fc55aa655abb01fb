using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>The file system of the machine.</summary>
sealed class PhysicalFileSystem : IFileSystem
{
    public static readonly PhysicalFileSystem Instance = new();

    PhysicalFileSystem()
    {
    }

    /// <summary>Gives a copy owner, mode and time of its source, the owner first: the mode may let others read the file.</summary>
    public static void CopyAttributes(SafeFileHandle source, SafeFileHandle copy)
    {
        var status = SystemCalls.Current.StatusOf(source);
        if (status.Owner is { } owner) SystemCalls.Current.TrySetOwner(copy, owner);
        if (status.Mode is { } mode) SystemCalls.Current.SetMode(copy, mode);
        File.SetLastWriteTimeUtc(copy, status.LastWrite.UtcDateTime);
    }

    public ILogFile Open(string path, UnixFileMode? mode, FileOwner? owner = null) =>
        SystemCalls.Current.IsStream(path) ? StreamFile.Open(path) : LogFile.Open(path, mode, owner);

    public FileStatus? Follow(string path) => SystemCalls.Current.StatusOf(path, followLinks: true);

    public FileStatus? Probe(string path) => SystemCalls.Current.StatusOf(path, followLinks: false);

    public PathCondition ConditionOf(string path)
    {
        var (error, missing, existing) = (SystemCalls.Current.WriteErrorOf(path), 0, path);
        var lastError = error;
        while (SystemCalls.Current.IsMissing(lastError) && Path.GetDirectoryName(existing) is { Length: > 0 } parent)
        {
            missing++;
            existing = parent;
            lastError = SystemCalls.Current.WriteErrorOf(parent);
        }
        return new PathCondition(error, missing, lastError, SystemCalls.Current.FreeBytesAt(existing));
    }

    public byte[] ReadTail(string path, int count)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(handle);
        var tail = new byte[Math.Min(count, length)];
        var read = RandomAccess.Read(handle, tail, length - tail.Length);
        return tail[..read];
    }

    public void Rename(string from, string to) => SystemCalls.Current.Rename(from, to);

    public void Publish(SafeFileHandle file, string from, string to) => SystemCalls.Current.Publish(file, from, to);

    public void Delete(string path) => SystemCalls.Current.Delete(path);

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

    public string FinalTarget(string path) => Links.End(path);

    public IEnumerable<string> List(string directory)
    {
        try
        {
            List<string> names = [];
            foreach (var entry in Directory.EnumerateFileSystemEntries(directory)) names.Add(Path.GetFileName(entry));
            return names;
        }
        catch (IOException) when (Follow(directory) is { Kind: FileKind.Regular })
        {
            // A file that is in the way of a folder has no names in it; not every system says so by itself.
            return [];
        }
    }
}
