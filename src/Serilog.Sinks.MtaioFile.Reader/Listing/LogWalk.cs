using Serilog.Sinks.MtaioFile.Reader.Scanning;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>
/// Opens the files of a log, the oldest first. While the log is written, files get other names, and are compressed: the walk then lists the
/// files again, and goes on behind the last file that it has opened.
/// </summary>
sealed class LogWalk(LogLocation location)
{
    const int MostListings = 1_000;

    byte[]? _last;

    /// <summary>The first bytes of the active file when the files were listed; null = there was none, or it could not be read.</summary>
    byte[]? _activeBegan;

    int _listings;
    bool _isAtEnd;

    /// <summary>The latest listing.</summary>
    public LogListing Listing { get; private set; } = location.List();

    /// <summary>Opens one file after the other. The caller disposes each source.</summary>
    public IEnumerable<WalkedFile> Files()
    {
        NoteActive();
        for (var i = 0; ; i++)
        {
            if (i == Listing.Files.Count)
            {
                var next = NextAfterEnd();
                if (next < 0) yield break;
                i = next;
            }
            var file = Listing.Files[i];
            // Before the file is opened: if another one gets its name in between, opening finds that.
            var first = Fingerprint.Of(file);
            var opened = Open(file, out var isMoved);
            // A file that was rotated, compressed and deleted leaves its inode to a later one, which may be the active file now.
            isMoved |= file.IsActive && !first.AsSpan().StartsWith(_activeBegan);
            if (isMoved && _listings++ < MostListings)
            {
                opened.Source?.Dispose();
                ListAgain();
                i = IndexAfterLast() - 1;
                continue;
            }
            if (first is { Length: > 0 }) _last = first;
            _isAtEnd = file.IsActive;
            yield return opened;
        }
    }

    void ListAgain()
    {
        Listing = location.List();
        NoteActive();
    }

    void NoteActive() => _activeBegan = Listing.Files is [.., { IsActive: true } active] ? Fingerprint.Of(active) : null;

    /// <summary>What a rotation has made since; -1 = nothing.</summary>
    int NextAfterEnd()
    {
        var before = Listing;
        // What comes after the end of the active file is later than this reading.
        if (_isAtEnd || _listings++ >= MostListings) return -1;
        ListAgain();
        if (Listing.HasSameFilesAs(before)) return -1;
        var next = IndexAfterLast();
        return next < Listing.Files.Count ? next : -1;
    }

    int IndexAfterLast()
    {
        if (_last is null) return 0;
        while (true)
        {
            if (IndexAfterLast(out var isGone) is { } found) return found;
            // Only if all files could be looked at, the last one was deleted, and the oldest that is left comes after it.
            if (!isGone || _listings++ >= MostListings) return 0;
            ListAgain();
        }
    }

    int? IndexAfterLast(out bool isGone)
    {
        isGone = false;
        for (var i = Listing.Files.Count - 1; i >= 0; i--)
        {
            // The active file may have grown since.
            var first = Fingerprint.Of(Listing.Files[i]);
            if (first is not null && first.AsSpan().StartsWith(_last)) return i + 1;
            isGone |= first is null && !File.Exists(Listing.Files[i].Path);
        }
        return null;
    }

    static WalkedFile Open(ListedFile file, out bool isMoved)
    {
        isMoved = false;
        try
        {
            var source = LogSource.Open(file, isAhead: true);
            isMoved = IsOther(source.Status, file);
            return new WalkedFile(file, source, Mistake: null);
        }
        catch (Exception ex) when (ex is FileNotFoundException or DirectoryNotFoundException)
        {
            isMoved = true;
            return new WalkedFile(file, Source: null, ex.Message);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new WalkedFile(file, Source: null, ex.Message);
        }
    }

    /// <summary>Whether another file has the path now. An archive that has changed is another one, whose inode is used again.</summary>
    static bool IsOther(FileStatus now, ListedFile listed) =>
        now.Identity != listed.Status.Identity || now.Length < listed.Status.Length
        || (!listed.IsActive && (now.Length != listed.Status.Length || now.LastWrite != listed.Status.LastWrite));
}

/// <summary>A file of the log that was opened, or could not be.</summary>
sealed record WalkedFile(ListedFile File, LogSource? Source, string? Mistake);
