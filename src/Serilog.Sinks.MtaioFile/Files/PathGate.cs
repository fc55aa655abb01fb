using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>
/// The lock of one path. All writers of this process on the path share it, whatever links they use to reach the file. If the file is shared
/// between processes, their writers share it too.
/// </summary>
sealed class PathGate : IDisposable
{
    /// <summary>The paths that this process writes. The dictionary is also the lock object.</summary>
    static readonly Dictionary<string, Entry> Entries = new(NameRules.OfThisSystem.Comparer);

    /// <summary>The paths whose writers rotate to archives of these names. Guarded by the same lock.</summary>
    static readonly Dictionary<string, Entry> ArchiveOwners = new(Entries.Comparer);

    /// <summary>The files that are written by paths with a date. Guarded by the same lock.</summary>
    static readonly Dictionary<string, Entry> CurrentPaths = new(Entries.Comparer);

    [ThreadStatic] static int t_held;

    readonly string _key;

    /// <summary>The lock within this process.</summary>
    readonly Entry _entry;

    /// <summary>The lock between processes; null = the file is not shared between processes.</summary>
    readonly ProcessLock? _processLock;
    int _disposed;

    // Under the lock.
    long _seenGeneration = -1;

    PathGate(string key, Entry entry, ProcessLock? processLock)
    {
        _key = key;
        _entry = entry;
        _processLock = processLock;
    }

    /// <summary>Whether the path may have other writers now.</summary>
    public bool HasOthers => _processLock is not null || Volatile.Read(ref _entry.Writers) > 1;

    /// <summary>
    /// Whether another writer has held the lock since <see cref="MarkSeen"/>, even if it is closed by now: the path may lead to another
    /// file. Asked under the lock.
    /// </summary>
    public bool HasNews => _processLock is not null || _seenGeneration != _entry.Generation;

    /// <summary>Whether the calling thread holds the lock.</summary>
    public bool IsHeld => Monitor.IsEntered(_entry);

    /// <summary>The id of the thread that holds the lock, or that has held it last. Any thread may ask.</summary>
    public int LastHolderThread => Volatile.Read(ref _entry.LastHolderThread);

    /// <summary>Whether the calling thread holds the lock of any path, so that it must not wait for other locks.</summary>
    public static bool IsAnyHeldHere => t_held > 0;

    /// <summary>Registers a writer of a path.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="shared">Whether writers of other processes share the lock.</param>
    /// <param name="mode">The mode of new files; null = that of the file before, or of the umask.</param>
    public static PathGate For(string path, bool shared, UnixFileMode? mode = null)
    {
        var key = RealPath(path);
        lock (Entries)
        {
            if (!Entries.TryGetValue(key, out var entry)) Entries.Add(key, entry = new Entry());
            Volatile.Write(ref entry.Writers, entry.Writers + 1);
            return new PathGate(key, entry, shared ? new ProcessLock(key, mode) : null);
        }
    }

    /// <summary>Takes note of the file that the writers of a path with a date write now.</summary>
    public void SetCurrent(string current)
    {
        var real = RealPath(current);
        lock (Entries)
        {
            if (_entry.Current is { } before) CurrentPaths.Remove(before);
            CurrentPaths[real] = _entry;
            _entry.Current = real;
        }
    }

    /// <summary>Whether a writer of this process has a path, which has no links.</summary>
    public static bool IsWritten(string realPath)
    {
        lock (Entries)
        {
            // The first of the files that only have numbers has the path itself, and is not written any more when there is a second one.
            var isFixed = Entries.TryGetValue(realPath, out var entry) && entry.Current is null;
            return isFixed || CurrentPaths.ContainsKey(realPath);
        }
    }

    /// <summary>
    /// Takes the names of archives for the writers of this path, until the last of them is closed: the renames of two logs would take each
    /// other's archives.
    /// </summary>
    /// <param name="names">The path of the archives, which is the same for all archives of one naming.</param>
    /// <param name="owner">The path that has the names.</param>
    /// <returns>False when another path has them.</returns>
    public bool TryOwnArchives(string names, out string owner)
    {
        names = RealPath(names);
        lock (Entries)
        {
            if (!ArchiveOwners.TryAdd(names, _entry) && !ReferenceEquals(ArchiveOwners[names], _entry))
            {
                owner = Entries.First(e => ReferenceEquals(e.Value, ArchiveOwners[names])).Key;
                return false;
            }
            owner = _key;
            _entry.ArchiveNames.Add(names);
            return true;
        }
    }

    /// <summary>Takes the path for this writer alone, or for one that others may join.</summary>
    /// <param name="alone">Whether this writer must be the only one, until it is closed.</param>
    /// <returns>False when another writer has the path and either of them must be alone.</returns>
    public bool TryJoin(bool alone)
    {
        lock (Entries)
        {
            if (_entry.HasSoleWriter || (alone && _entry.Writers > 1)) return false;
            _entry.HasSoleWriter = alone;
            return true;
        }
    }

    /// <summary>Waits for the lock and takes it. The holder may look at the path and write to it.</summary>
    /// <returns>Disposing it releases the lock.</returns>
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
        t_held++;
        Volatile.Write(ref _entry.LastHolderThread, Environment.CurrentManagedThreadId);
        if (!ReferenceEquals(_entry.LastHolder, this))
        {
            _entry.LastHolder = this;
            _entry.Generation++;
        }
        return new Pass(this);
    }

    /// <summary>Notes that the holder of the lock has looked at the path.</summary>
    public void MarkSeen() => _seenGeneration = _entry.Generation;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        lock (Entries)
        {
            Volatile.Write(ref _entry.Writers, _entry.Writers - 1);
            if (_entry.Writers == 0)
            {
                Entries.Remove(_key);
                foreach (var names in _entry.ArchiveNames) ArchiveOwners.Remove(names);
                if (_entry.Current is { } current) CurrentPaths.Remove(current);
            }
        }
        _processLock?.Dispose();
    }

    /// <summary>The path with all links followed, in one spelling. A link that cannot be followed leaves the path as it is.</summary>
    public static string RealPath(string path)
    {
        try
        {
            return SystemCalls.Current.RealPathOf(path);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return path;
        }
    }

    /// <summary>Holds the lock until it is disposed.</summary>
    public readonly ref struct Pass(PathGate gate)
    {
        public void Dispose()
        {
            t_held--;
            gate._processLock?.Exit();
            Monitor.Exit(gate._entry);
        }
    }

    /// <summary>One path that is being written, and the object that its writers lock.</summary>
    sealed class Entry
    {
        // Under the lock of Entries.
        public readonly HashSet<string> ArchiveNames = [];
        public string? Current;
        public bool HasSoleWriter;

        // Changed under the lock of Entries, read by any writer.
        public int Writers;

        // Changed under the lock of the path, read by any thread.
        public int LastHolderThread;

        // Under the lock of the path. The generation grows when the lock gets another holder.
        public PathGate? LastHolder;
        public long Generation;
    }
}
