using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Listings of folders that all logs of the process share for a second: thousands of logs may have their files in one folder, and each
/// would list the files of all others.
/// </summary>
sealed class RecentListings : IWork
{
    /// <summary>How many names are kept at most: some 30 MB. A folder that has more is listed each time.</summary>
    const int MostNames = 300_000;

    const int MostFolders = 64;

    static readonly TimeSpan LongestKept = TimeSpan.FromSeconds(1);

    // Also the lock. The newest listing is the last one.
    readonly List<Entry> _entries = [];
    readonly WorkItem _dropping;

    RecentListings() => _dropping = new WorkItem(ArchiveThreads.Pool, this);

    public static RecentListings Shared { get; } = new();

    /// <summary>A listing of a folder. Another log may have made it for itself a moment ago.</summary>
    /// <param name="fileSystem">The file system.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="rules">The rules by which names are compared.</param>
    /// <param name="reader">The log that is told, and since when its names may have changed.</param>
    public FolderListing Of(IFileSystem fileSystem, string directory, NameRules rules, ListingReader reader)
    {
        lock (_entries)
        {
            var known = _entries.FindLast(e => e.IsOf(fileSystem, directory, rules) && e.IsFor(reader));
            if (known is not null && Stopwatch.GetElapsedTime(known.TakenAt) < LongestKept) return known.Listing;
        }
        var takenAt = Stopwatch.GetTimestamp();
        var listing = new FolderListing(fileSystem.List(directory), rules);
        Keep(new Entry(fileSystem, directory, rules, takenAt, listing));
        return listing;
    }

    /// <summary>Takes note that a log is closed: what becomes of its files until it is opened again is in no present listing.</summary>
    public void Close(string log)
    {
        lock (_entries)
        {
            foreach (var entry in _entries) entry.Closed.Add(log);
        }
    }

    /// <summary>Drops the listings whose time has passed.</summary>
    public TimeSpan RunTurn()
    {
        lock (_entries)
        {
            _entries.RemoveAll(e => Stopwatch.GetElapsedTime(e.TakenAt) >= LongestKept);
            return _entries.Count == 0 ? Timeout.InfiniteTimeSpan : LongestKept;
        }
    }

    void Keep(Entry entry)
    {
        lock (_entries)
        {
            _entries.RemoveAll(e => e.IsOf(entry.FileSystem, entry.Directory, entry.Rules));
            var names = entry.Listing.Count;
            foreach (var kept in _entries) names += kept.Listing.Count;
            // The oldest make room: their time is over first.
            while (_entries.Count > 0 && (names > MostNames || _entries.Count == MostFolders))
            {
                names -= _entries[0].Listing.Count;
                _entries.RemoveAt(0);
            }
            if (names > MostNames) return;
            _entries.Add(entry);
            if (_entries.Count > 1) return;
        }
        _dropping.Wake();
    }

    /// <summary>A listing that is kept.</summary>
    sealed record Entry(IFileSystem FileSystem, string Directory, NameRules Rules, long TakenAt, FolderListing Listing)
    {
        /// <summary>The logs that were closed since.</summary>
        public HashSet<string> Closed { get; } = [];

        public bool IsOf(IFileSystem fileSystem, string directory, NameRules rules) =>
            ReferenceEquals(FileSystem, fileSystem) && ReferenceEquals(Rules, rules)
            && string.Equals(Directory, directory, StringComparison.Ordinal);

        public bool IsFor(ListingReader reader) => TakenAt >= reader.ChangedAt && !Closed.Contains(reader.Log);
    }
}

/// <summary>A log that needs a listing.</summary>
/// <param name="Log">The path of the log.</param>
/// <param name="ChangedAt">The timestamp of the last change that the listing must show; 0 = one of the last second will do.</param>
readonly record struct ListingReader(string Log, long ChangedAt);
