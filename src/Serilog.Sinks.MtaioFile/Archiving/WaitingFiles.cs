using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Rotated files that wait beside the active file, under pending names, until the archives have shifted: the renames of thousands of
/// archives would hold up the writing thread. After a kill the next run finds the files, and goes on.
/// </summary>
/// <param name="folder">The archives.</param>
/// <param name="rotation">Shifts the archives at once, where the files cannot wait.</param>
/// <param name="backupCount">How many archives are kept; null = all.</param>
sealed class WaitingFiles(ArchiveFolder folder, NumberedRotation rotation, int? backupCount)
{
    /// <summary>The shift of so many archives takes a millisecond or two.</summary>
    public const int UsuallyFew = 100;

    /// <summary>So many files wait; before the next one can wait, all of them become archives.</summary>
    public const int MostFiles = 16;

    /// <summary>The number in the first pending name. No archive has such a number.</summary>
    const int FirstNumber = 1_000_000_000;

    /// <summary>So many archives are renamed at one go, while events wait.</summary>
    const int MovesAtOnce = 50;

    /// <summary>Between two steps the thread that writes gets the gate.</summary>
    static readonly TimeSpan BetweenSteps = TimeSpan.FromMilliseconds(1);

    readonly object _lock = new();

    // Under the path's gate, the oldest first.
    readonly List<(string Path, int Number)> _files = [];
    Action<string> _archived = static _ => { };
    bool _isLong;
    bool _hasFailed;
    bool _cannotList;

    // Guarded by _lock. How many files have ever begun to wait, and who waits until how many of them are archives.
    readonly List<(long Count, TaskCompletionSource Done)> _waits = [];
    bool _isAwaited;
    long _begun;

    /// <summary>So many archives shift at once.</summary>
    public int FewArchives { get; init; } = UsuallyFew;

    /// <summary>Whether files wait. Any thread may ask.</summary>
    public bool IsNeeded
    {
        get
        {
            lock (_lock) return _isAwaited;
        }
    }

    /// <summary>Whether files wait that could not become archives so far, or more than enough.</summary>
    public bool AnyLocked
    {
        get
        {
            Debug.Assert(folder.IsLocked);
            return _files.Count > 0;
        }
    }

    /// <summary>Moves the active file aside, if many archives would have to shift.</summary>
    /// <returns>The pending path of the file; null = the file is where it was, and the archives can or must shift at once.</returns>
    public string? TryAddLocked(string activePath, Action<string> archived)
    {
        Debug.Assert(folder.IsLocked);
        if (!CanWait(activePath) || _cannotList || _files.Count >= MostFiles || !HasManyArchives()) return null;
        if (_hasFailed && _files.Count > 0) return null;
        var number = _files.Count == 0 ? FirstNumber : _files[^1].Number + 1;
        var names = new PendingNames(Path.GetFileName(activePath), folder.Rules.Comparison);
        var path = folder.PathOf(names.Format(ArchiveId.Numbered(number)));
        if (folder.Probe(path) is not null || !TryRenameLocked(activePath, path)) return null;
        _archived = archived;
        AddLocked(path, number);
        return path;
    }

    /// <summary>Takes over a file that waits since an earlier run. Such files come in the order of their numbers.</summary>
    public bool TryAdoptLocked(string path, ArchiveId pending)
    {
        Debug.Assert(folder.IsLocked);
        if (pending.IsDated || pending.Number < FirstNumber || !CanWait(path)) return false;
        if (!_files.Exists(f => f.Number == pending.Number)) AddLocked(path, pending.Number);
        return true;
    }

    /// <summary>Makes all files that wait archives now.</summary>
    /// <exception cref="IOException">An archive could not be renamed. The files wait on.</exception>
    public void FinishLocked()
    {
        Debug.Assert(folder.IsLocked);
        if (_files.Count > 1) TryFinishTogetherLocked();
        while (_files.Count > 0)
        {
            var path = _files[0].Path;
            var archive = folder.Probe(path) is null ? null : rotation.RotateLocked(path, default);
            _files.RemoveAt(0);
            if (archive is not null) _archived(archive);
        }
        _hasFailed = false;
        EndWaits();
    }

    /// <summary>Makes the files that wait archives, with pauses in which others get the gate.</summary>
    /// <param name="isClosing">Whether to stop; then the next run goes on.</param>
    /// <param name="prune">Called after each shift: a log may rotate all the time, and each shift lengthens the line of archives.</param>
    public void Run(Func<bool> isClosing, Action prune)
    {
        try
        {
            do
            {
                if (Next() is { } files) Shift(files, isClosing);
                if (isClosing()) return;
                prune();
                EndWaitsForArchives();
            }
            while (!TryEnd());
        }
        catch (Exception)
        {
            using var pass = folder.Enter();
            // The next rotation tries it at once, and reports why it cannot be done.
            _hasFailed = true;
            EndWaits();
            throw;
        }
    }

    /// <summary>Completes when all files that wait now are archives, or when that has failed.</summary>
    public Task WhenDone()
    {
        lock (_lock)
        {
            if (!_isAwaited) return Task.CompletedTask;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Add((_begun, done));
            return done.Task;
        }
    }

    /// <summary>Ends the waits for files that still wait: the work on them has failed, or the sink is closed.</summary>
    public void EndWaits()
    {
        lock (_lock)
        {
            _isAwaited = false;
            foreach (var (_, done) in _waits) done.TrySetResult();
            _waits.Clear();
        }
    }

    /// <summary>
    /// Whether a file can wait. Other writers do not know of the files that wait; and a file that waits must be where the archives are, so
    /// that it becomes one by a rename.
    /// </summary>
    bool CanWait(string path) =>
        !folder.HasOtherWriters && folder.Rules.Comparer.Equals(Path.GetDirectoryName(path) ?? "", folder.Directory)
        && !(backupCount <= FewArchives);

    bool HasManyArchives()
    {
        if (_isLong || _files.Count > 0) return true;
        for (var number = 1; number <= FewArchives; number++)
        {
            if (rotation.IsFree(number)) return false;
        }
        return true;
    }

    /// <summary>A rename that fails is tried again at once, under the name of an archive, and reported then.</summary>
    bool TryRenameLocked(string activePath, string path)
    {
        Debug.Assert(folder.IsLocked);
        try
        {
            folder.RenameLocked(activePath, path);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    void AddLocked(string path, int number)
    {
        Debug.Assert(folder.IsLocked);
        _files.Add((path, number));
        lock (_lock)
        {
            _isAwaited = true;
            _begun++;
        }
    }

    /// <summary>Ends the waits for files that are archives by now. Files become archives in their order.</summary>
    void EndWaitsForArchives()
    {
        using var pass = folder.Enter();
        lock (_lock)
        {
            var archives = _begun - _files.Count;
            foreach (var (count, done) in _waits)
            {
                if (count <= archives) done.TrySetResult();
            }
            _waits.RemoveAll(wait => wait.Count <= archives);
        }
    }

    void Shift((string Path, int Number)[] files, Func<bool> isClosing)
    {
        var shift = Plan(files.Length);
        while (!isClosing() && shift is not null && TryStep(shift, files)) Thread.Sleep(BetweenSteps);
    }

    /// <summary>The files that wait now; null = none.</summary>
    (string Path, int Number)[]? Next()
    {
        using var pass = folder.Enter();
        _files.RemoveAll(f => folder.Probe(f.Path) is null);
        return _files.Count > 0 ? [.. _files] : null;
    }

    /// <returns>False when a file has begun to wait meanwhile.</returns>
    bool TryEnd()
    {
        using var pass = folder.Enter();
        if (_files.Count > 0) return false;
        EndWaits();
        return true;
    }

    /// <summary>Plans without the gate: nothing else renames archives meanwhile, or the first step finds it out.</summary>
    /// <returns>Null when the folder cannot be listed; then the files have become archives otherwise.</returns>
    LongShift? Plan(int files)
    {
        ILookup<int, ArchiveFile> listed;
        try
        {
            listed = Listed();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            using var pass = folder.Enter();
            _cannotList = true;
            FinishLocked();
            return null;
        }
        var shift = new LongShift(rotation, listed, backupCount, files);
        using (folder.Enter()) _isLong = shift.Length > FewArchives;
        return shift;
    }

    /// <returns>Whether there is one more step to do.</returns>
    bool TryStep(LongShift shift, (string Path, int Number)[] files)
    {
        using var pass = folder.Enter();
        var areSame = _files.Count >= files.Length && files.SequenceEqual(_files.Take(files.Length));
        if (!areSame || files.Any(f => folder.Probe(f.Path) is null) || !shift.TryMoveLocked(MovesAtOnce)) return false;
        if (!shift.IsDone) return true;
        PlaceLocked(shift);
        return false;
    }

    /// <summary>Gives the files the numbers that the shift has freed, the oldest file first.</summary>
    void PlaceLocked(LongShift shift)
    {
        Debug.Assert(folder.IsLocked);
        foreach (var number in shift.Freed.Reverse())
        {
            if (!rotation.IsFree(number)) return;
            folder.RenameLocked(_files[0].Path, rotation.PathOf(number));
            _files.RemoveAt(0);
            _archived(rotation.PathOf(number));
        }
    }

    /// <summary>Several files take one shift. What fails is tried again for each file.</summary>
    void TryFinishTogetherLocked()
    {
        Debug.Assert(folder.IsLocked);
        try
        {
            var shift = new LongShift(rotation, Listed(), backupCount, _files.Count);
            if (shift.TryMoveLocked(int.MaxValue)) PlaceLocked(shift);
        }
        catch (Exception)
        {
            // Each file by itself finds out why.
        }
    }

    ILookup<int, ArchiveFile> Listed() => folder.ListNamesNow().Where(f => !f.Archive.IsDated).ToLookup(f => f.Archive.Number);
}
