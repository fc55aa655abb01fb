using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// The real file system with faults put in: a test sets <see cref="Before"/>, which sees every operation first and throws what is to fail.
/// </summary>
sealed class FailingFileSystem : IFileSystem
{
    const int NoSpace = 28; // ENOSPC

    /// <summary>Called with the operation and the path before each operation.</summary>
    public Action<FileOperation, string> Before { get; set; } = (_, _) => { };

    /// <summary>How many bytes of the next appends reach the file before they fail; null = all.</summary>
    public Func<int, int>? ShortWrite { get; set; }

    /// <summary>Whether its files are on a disk of this machine. Else the worker closes them, as it may have to wait.</summary>
    public bool IsLocal { get; init; }

    public ILogFile Open(string path, UnixFileMode? mode, FileOwner? owner = null)
    {
        Before(FileOperation.Open, path);
        return new FailingLogFile(this, path, PhysicalFileSystem.Instance.Open(path, mode, owner));
    }

    public FileStatus? Follow(string path)
    {
        Before(FileOperation.Follow, path);
        return PhysicalFileSystem.Instance.Follow(path);
    }

    public FileStatus? Probe(string path)
    {
        Before(FileOperation.Probe, path);
        return PhysicalFileSystem.Instance.Probe(path);
    }

    /// <summary>Called with the condition of a path before the sink learns of it.</summary>
    public Func<PathCondition, PathCondition> Condition { get; set; } = condition => condition;

    public PathCondition ConditionOf(string path) => Condition(PhysicalFileSystem.Instance.ConditionOf(path));

    public IEnumerable<string> List(string directory)
    {
        Before(FileOperation.List, directory);
        return PhysicalFileSystem.Instance.List(directory);
    }

    public byte[] ReadTail(string path, int count)
    {
        Before(FileOperation.ReadTail, path);
        return PhysicalFileSystem.Instance.ReadTail(path, count);
    }

    public void Rename(string from, string to)
    {
        Before(FileOperation.Rename, from);
        PhysicalFileSystem.Instance.Rename(from, to);
    }

    public void Publish(SafeFileHandle file, string from, string to)
    {
        Before(FileOperation.Rename, from);
        PhysicalFileSystem.Instance.Publish(file, from, to);
    }

    public void Delete(string path)
    {
        Before(FileOperation.Delete, path);
        PhysicalFileSystem.Instance.Delete(path);
    }

    public void CreateDirectory(string path) => PhysicalFileSystem.Instance.CreateDirectory(path);

    public void PointLink(string link, string target)
    {
        Before(FileOperation.Rename, link);
        PhysicalFileSystem.Instance.PointLink(link, target);
    }

    public string FinalTarget(string path) => PhysicalFileSystem.Instance.FinalTarget(path);

    sealed class FailingLogFile(FailingFileSystem owner, string path, ILogFile inner) : ILogFile
    {
        public bool IsRegular => inner.IsRegular;

        public bool IsLocal => owner.IsLocal;

        public FileIdentity Identity => inner.Identity;

        public UnixFileMode? Mode => inner.Mode;

        public FileOwner? Owner => inner.Owner;

        public long Length => inner.Length;

        public DateTimeOffset LastWrite
        {
            get => inner.LastWrite;
            set => inner.LastWrite = value;
        }

        public int LastAppended { get; private set; }

        public bool TryMarkAsWriter() => inner.TryMarkAsWriter();

        public void Append(ReadOnlySpan<byte> bytes)
        {
            LastAppended = 0;
            owner.Before(FileOperation.Append, path);
            // Read once: a short write may set back the faults that come after it.
            var shortWrite = owner.ShortWrite;
            inner.Append(bytes[..(shortWrite?.Invoke(bytes.Length) ?? bytes.Length)]);
            LastAppended = inner.LastAppended;
            if (shortWrite is not null) throw new IOException("No space left on device", NoSpace);
        }

        public void TruncateTo(long length)
        {
            owner.Before(FileOperation.Truncate, path);
            inner.TruncateTo(length);
        }

        public void WriteAgain(AppendedRange range) => inner.WriteAgain(range);

        public void FlushToDisk()
        {
            owner.Before(FileOperation.FlushToDisk, path);
            inner.FlushToDisk();
        }

        public void Dispose()
        {
            owner.Before(FileOperation.Close, path);
            inner.Dispose();
        }
    }
}

enum FileOperation
{
    Open,
    Follow,
    Probe,
    List,
    ReadTail,
    Rename,
    Delete,
    Append,
    Truncate,
    FlushToDisk,
    Close,
}
