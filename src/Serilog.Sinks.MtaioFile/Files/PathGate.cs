namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>
/// The lock that all writers of this process on one path share, by whatever name they call it, and with a shared file those of
/// other processes too.
/// </summary>
sealed class PathGate : IDisposable
{
    static readonly Dictionary<string, Entry> Entries =
        new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    readonly string _key;
    readonly Entry _entry;
    readonly ProcessLock? _processLock;
    int _disposed;

    PathGate(string key, Entry entry, ProcessLock? processLock)
    {
        _key = key;
        _entry = entry;
        _processLock = processLock;
    }

    /// <summary>Whether another writer may have changed the file since this one last did.</summary>
    public bool HasOthers => _processLock is not null || HasOthersHere;

    /// <summary>Whether this process has another writer on the path.</summary>
    public bool HasOthersHere => Volatile.Read(ref _entry.Writers) > 1;

    /// <summary>Whether the calling thread has entered the gate.</summary>
    public bool IsHeld => Monitor.IsEntered(_entry);

    public static PathGate For(string path, bool shared)
    {
        var key = Canonical(path);
        lock (Entries)
        {
            if (!Entries.TryGetValue(key, out var entry)) Entries.Add(key, entry = new Entry());
            Volatile.Write(ref entry.Writers, entry.Writers + 1);
            return new PathGate(key, entry, shared ? new ProcessLock(key) : null);
        }
    }

    /// <summary>Locks out all other writers while this one looks at the path and writes to it.</summary>
    /// <exception cref="IOException">The lock file of a shared log cannot be opened or locked.</exception>
    public Pass Enter()
    {
        Monitor.Enter(_entry);
        try
        {
            _processLock?.Enter();
        }
        catch (Exception)
        {
            Monitor.Exit(_entry);
            throw;
        }
        return new Pass(this);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        lock (Entries)
        {
            Volatile.Write(ref _entry.Writers, _entry.Writers - 1);
            if (_entry.Writers == 0) Entries.Remove(_key);
        }
        _processLock?.Dispose();
    }

    /// <summary>The path with the links in it followed, as far as they exist; a path that cannot be followed stands for itself.</summary>
    static string Canonical(string path)
    {
        try
        {
            return FollowLinks(path, depth: 0);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return path;
        }
    }

    static string FollowLinks(string path, int depth)
    {
        const int DeepestNesting = 40;
        var parent = Path.GetDirectoryName(path);
        if (parent is null || depth > DeepestNesting) return path;
        var here = Path.Combine(FollowLinks(parent, depth), Path.GetFileName(path));
        var target = new FileInfo(here).LinkTarget;
        return target is null ? here : FollowLinks(Path.GetFullPath(target, Path.GetDirectoryName(here)!), depth + 1);
    }

    /// <summary>The right to write, given back when disposed.</summary>
    public readonly ref struct Pass(PathGate gate)
    {
        public void Dispose()
        {
            gate._processLock?.Exit();
            Monitor.Exit(gate._entry);
        }
    }

    sealed class Entry
    {
        public int Writers;
    }
}
