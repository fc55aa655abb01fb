using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>Where a log is, and how its files may be named.</summary>
/// <param name="path">The path of the active file, or that of files that roll.</param>
/// <param name="active">The path of the active file; null = the files roll, and the newest is active.</param>
/// <param name="codecs">The codecs that archives may have.</param>
/// <param name="namings">The namings of the files that are no active file; the first that fits a name counts.</param>
sealed class LogLocation(
    string path,
    string? active,
    IReadOnlyList<ArchiveCodec> codecs,
    IReadOnlyList<ArchiveFileNames> namings)
{
    /// <summary>A log that rotates all the time may never give two equal listings.</summary>
    const int MostListings = 20;

    static readonly PhysicalFileSystem Disk = PhysicalFileSystem.Instance;

    public string Path => path;

    public IReadOnlyList<ArchiveCodec> Codecs => codecs;

    /// <summary>Finds a log.</summary>
    public static LogLocation Find(string path, MtaioLogOptions options)
    {
        IReadOnlyList<ArchiveCodec> codecs = CodecsOf(options);
        if (Directory.Exists(path)) return InFolder(FolderSearch.LogIn(System.IO.Path.GetFullPath(path), codecs), options, codecs);
        path = FolderSearch.LogOf(path, codecs);
        return At(path, options, codecs) ?? throw NoLogAt(path);
    }

    static IOException NoLogAt(string path) => Disk.Follow(path) is { Kind: not (FileKind.Regular or FileKind.InUse) }
        ? new IOException($"{path} is no regular file")
        : new FileNotFoundException($"there is no log at {path}", path);

    static LogLocation? At(string path, MtaioLogOptions options, IReadOnlyList<ArchiveCodec> codecs) =>
        Candidates(path, options, codecs).FirstOrDefault(c => c.List().Files.Count > 0);

    /// <summary>Files of similar names are one log only if they can be read as one: none of them is left out without a word.</summary>
    static LogLocation InFolder(FolderLog log, MtaioLogOptions options, IReadOnlyList<ArchiveCodec> codecs)
    {
        var found = At(log.Path, options, codecs);
        if (found is not null && log.Files.Count == 1) return found;
        var others = NotIn(found, log, codecs);
        // A rotation may have renamed or deleted files since the folder was listed.
        for (var i = 0; i < MostListings && others.Length > 0 && found is not null; i++)
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(10));
            others = NotIn(found, log with { Files = others }, codecs);
        }
        return found is not null && others.Length == 0 ? found : throw FolderSearch.Several(log.Directory, log.Without(others));
    }

    /// <summary>The files of a folder that are still there, and that are not read as files of a log.</summary>
    static string[] NotIn(LogLocation? found, FolderLog log, IReadOnlyList<ArchiveCodec> codecs)
    {
        var read = found?.List().Files.Select(f => FolderSearch.Plain(System.IO.Path.GetFileName(f.Path), codecs)) ?? [];
        var plain = read.ToHashSet(NameRules.OfThisSystem.Comparer);
        return
        [
            .. log.Files.Where(n => !plain.Contains(FolderSearch.Plain(n, codecs)))
                .Where(n => System.IO.File.Exists(System.IO.Path.Combine(log.Directory, n))),
        ];
    }

    static ArchiveCodec[] CodecsOf(MtaioLogOptions options)
    {
        ArchiveCodec[] own = [.. options.Compressions.Select(c => new ArchiveCodec(c))];
        return [.. own, .. ArchiveCodecs.None.All.Where(b => !own.Any(o => o.HasSuffixOf(b)))];
    }

    /// <summary>The places where a path may lead, the best first: a file that rolls by numbers only may be one that stays.</summary>
    static IEnumerable<LogLocation> Candidates(string path, MtaioLogOptions options, IReadOnlyList<ArchiveCodec> codecs)
    {
        // A file of this name is meant, also if there are braces in it.
        if (System.IO.File.Exists(path)) path = WithLiteralBraces(path);
        var read = LogPath.Read(path);
        if (read.Rolling is { } pattern)
        {
            yield return Rolling(read, pattern, codecs);
            yield break;
        }
        var target = Disk.FinalTarget(read.Path);
        var stays = new LogLocation(target, target, codecs, NamingsOf(target, options, codecs));
        var files = stays.List().Files;
        var byDate = LogPath.BeforeExtension(path, StampFormat.Compact(StampPrecision.Day));
        if (options.ArchiveNames.Count == 0 && files is [] or [{ IsActive: true }])
        {
            var byNumber = LogPath.BeforeExtension(path, date: null);
            var numbered = Rolling(byNumber, byNumber.Rolling!, codecs);
            if (numbered.List().Files.Count > files.Count) yield return numbered;
        }
        if (files is not [.., { IsActive: true }])
        {
            var rolls = Rolling(byDate, byDate.Rolling! with { Stamps = UsualNames.RollingStamps }, codecs);
            if (rolls.List().Files.Count >= files.Count) yield return rolls;
        }
        yield return stays;
    }

    static string WithLiteralBraces(string path) =>
        path.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    static LogLocation Rolling(LogPath read, RollingPattern pattern, IReadOnlyList<ArchiveCodec> codecs)
    {
        var directory = System.IO.Path.GetDirectoryName(read.Path) ?? "";
        var names = new RollingNames(pattern, read.Rules.Comparison);
        return new LogLocation(read.Path, active: null, codecs, [new ArchiveFileNames(directory, names, codecs, read.Rules)]);
    }

    static ArchiveFileNames[] NamingsOf(string active, MtaioLogOptions options, IReadOnlyList<ArchiveCodec> codecs)
    {
        var rules = NameRules.OfThisSystem;
        var patterns = options.ArchiveNames is { Count: > 0 } given ? given : UsualNames.Patterns;
        var isGiven = options.ArchiveNames.Count > 0;
        if (!isGiven) patterns = [.. patterns.Where(p => UsualNames.FolderOf(p) is var f && (f.Length == 0 || HasFolder(active, f)))];
        List<ArchiveFileNames> namings = [];
        foreach (var text in patterns)
        {
            if (TryReadPattern(text, active, codecs, isGiven) is not { } pattern) continue;
            var (names, directory) = (new PatternArchiveNames(pattern, rules.Comparison, former: 1), pattern.DirectoryFor(active));
            namings.Add(new ArchiveFileNames(directory, names, codecs, rules));
        }
        return [.. namings];
    }

    static bool HasFolder(string active, string folder) =>
        Directory.Exists(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(active) ?? "", folder));

    /// <summary>Reads a pattern. One that was not given by the user may not fit the name of the file.</summary>
    static ArchiveNamePattern? TryReadPattern(string text, string active, IReadOnlyList<ArchiveCodec> codecs, bool isGiven)
    {
        try
        {
            return ArchiveNamePattern.ReadFormer(text, active, codecs);
        }
        catch (FormatException ex)
        {
            return isGiven ? throw new ArgumentException($"{text} is no pattern of archive names: {ex.Message}", nameof(text), ex) : null;
        }
    }

    /// <summary>The files as they are now.</summary>
    /// <remarks>
    /// While a listing is made, archives may shift, and one of them be missed: it counts when the next one has the same files. A gap in
    /// their numbers is looked at once more, after a pause.
    /// </remarks>
    public LogListing List()
    {
        var listing = ListOnce();
        for (var i = 0; i < MostListings; i++)
        {
            if (listing.Findings.Any(f => f.Kind == FindingKind.MissingArchive)) Thread.Sleep(TimeSpan.FromMilliseconds(10));
            var again = ListOnce();
            if (again.HasSameFilesAs(listing)) return again;
            listing = again;
        }
        return listing;
    }

    LogListing ListOnce() => new Lister(active, codecs, namings).List();
}
