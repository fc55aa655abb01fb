using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The archives that this run has written, and when: by timestamps, since a clock that is corrected makes a new archive look old. Used
/// under the path's gate.
/// </summary>
sealed class WrittenArchives(TimeProvider clock)
{
    Dictionary<FileIdentity, long>? _lastAppends;

    public void Add(FileIdentity archive, long lastAppend) => (_lastAppends ??= [])[archive] = lastAppend;

    /// <summary>Takes note that an archive goes on as its compressed copy.</summary>
    public void Continue(FileIdentity plain, FileIdentity compressed)
    {
        if (_lastAppends is not null && _lastAppends.Remove(plain, out var lastAppend)) _lastAppends[compressed] = lastAppend;
    }

    /// <summary>The last write of an archive. An archive that this run has made is no older than the time that has passed since.</summary>
    public DateTimeOffset LastWriteOf(ArchiveSlot archive, DateTimeOffset now)
    {
        var lastWrite = archive.Facts.LastWrite;
        if (_lastAppends is null) return lastWrite;
        foreach (var file in archive.Files)
        {
            if (!_lastAppends.TryGetValue(file.Status.Identity, out var lastAppend)) continue;
            var appended = now - clock.GetElapsedTime(lastAppend);
            if (appended > lastWrite) lastWrite = appended;
        }
        return lastWrite;
    }

    /// <summary>Forgets the archives that are gone.</summary>
    public void KeepOnly(IReadOnlyList<ArchiveSlot> archives)
    {
        if (_lastAppends is null) return;
        var present = archives.SelectMany(a => a.Files).Select(f => f.Status.Identity).ToHashSet();
        foreach (var gone in _lastAppends.Keys.Where(k => !present.Contains(k)).ToArray()) _lastAppends.Remove(gone);
    }
}
