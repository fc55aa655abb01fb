using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>
/// Finds the logs in a folder. Names that differ by dates, numbers and compression are those of one log. A file of which another one is an
/// archive is a log of its own, also if it has a date or a number in its name.
/// </summary>
static partial class FolderSearch
{
    static readonly string[] UsualEnds = [".log", ".txt", ".json", ".clef", ".jsonl", ".ndjson"];

    static readonly PhysicalFileSystem Disk = PhysicalFileSystem.Instance;

    /// <summary>The only log in a folder.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">There are several.</exception>
    public static FolderLog LogIn(string directory, IReadOnlyList<ArchiveCodec> codecs)
    {
        string[] names =
        [
            .. Disk.List(directory)
                .Where(n => !ArchiveFileNames.EndsOfOtherFiles.Any(e => n.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
                .Where(n => IsFileOrLeadsToOne(Path.Combine(directory, n))),
        ];
        var logs = LogsOf(directory, names, codecs);
        if (logs.Length > 1 && Array.FindAll(logs, l => HasUsualEnd(l.Name)) is [var one]) logs = [one];
        if (logs.Length == 0) throw new FileNotFoundException($"there is no log in {directory}", directory);
        return logs.Length == 1 ? logs[0] : throw Several(directory, logs);
    }

    /// <summary>The path of the log that an archive belongs to: the active file beside it; any other path as it is.</summary>
    public static string LogOf(string path, IReadOnlyList<ArchiveCodec> codecs)
    {
        var active = Path.Combine(Path.GetDirectoryName(path) ?? "", RootOf(Plain(Path.GetFileName(path), codecs)));
        return System.IO.File.Exists(active) ? active : path;
    }

    /// <summary>Says which logs there are, in a form in which each of them can be named.</summary>
    public static IOException Several(string directory, IReadOnlyList<FolderLog> logs)
    {
        const int Shown = 10;
        var names = string.Join(", ", logs.Take(Shown).Select(l => l.Choice));
        var further = logs.Count > Shown ? $" and {logs.Count - Shown} more" : "";
        return new IOException($"there are several logs in {directory}; choose one: {names}{further}");
    }

    /// <summary>The name without the suffix of a compression.</summary>
    public static string Plain(string name, IReadOnlyList<ArchiveCodec> codecs)
    {
        var codec = codecs.FirstOrDefault(c => name.EndsWith(c.Suffix, StringComparison.OrdinalIgnoreCase));
        return codec is null ? name : name[..^codec.Suffix.Length];
    }

    /// <summary>A link to a file of the same folder is no other file: it may be the link to the newest one.</summary>
    static bool IsFileOrLeadsToOne(string path)
    {
        if (Disk.Probe(path) is { Kind: FileKind.Regular or FileKind.InUse }) return true;
        try
        {
            return Disk.Follow(path) is { Kind: FileKind.Regular or FileKind.InUse }
                && !NameRules.OfThisSystem.Comparer.Equals(Path.GetDirectoryName(Disk.FinalTarget(path)), Path.GetDirectoryName(path));
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // The link leads to itself, or to where nobody may look.
            return false;
        }
    }

    static FolderLog[] LogsOf(string directory, string[] names, IReadOnlyList<ArchiveCodec> codecs)
    {
        var comparer = NameRules.OfThisSystem.Comparer;
        var files = names.ToHashSet(comparer);
        // An archive of a file that is there is one of its files, whatever that one is called.
        string? ActiveOf(string name) => RootOf(Plain(name, codecs)) is var root && root != name && files.Contains(root) ? root : null;
        var byActive = names.ToLookup(ActiveOf, comparer);
        string[] heads = [.. byActive[null]];
        List<FolderLog> logs = [];
        foreach (var group in heads.GroupBy(n => RootOf(Plain(n, codecs)), comparer))
        {
            string[] own = [.. group.Where(n => byActive[n].Any())];
            string[] others = [.. group.Except(own, comparer)];
            logs.AddRange(own.Select(n => new FolderLog(directory, n, [n, .. byActive[n]])));
            if (others.Length > 0) logs.Add(new FolderLog(directory, NameOf(directory, group.Key, others, codecs), others));
        }
        return [.. logs.OrderBy(l => l.Name, StringComparer.Ordinal)];
    }

    static bool HasUsualEnd(string name) => UsualEnds.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of the active file, or that of files that roll.</summary>
    static string NameOf(string directory, string root, string[] names, IReadOnlyList<ArchiveCodec> codecs)
    {
        if (names is [var single]) return single;
        string[] plain = [.. names.Select(n => Plain(n, codecs)).Distinct()];
        if (NewestWithItsNumbers(directory, names, plain) is { } active) return active;
        var first = RolledName().Match(plain.Max(StringComparer.Ordinal)!);
        return first.Success && plain.All(n => n.StartsWith(first.Groups["start"].Value, StringComparison.Ordinal))
            ? first.Groups["start"].Value + first.Groups["end"].Value
            : root;
    }

    /// <summary>
    /// A file of which all others have the name and a number, and which was written last: it is active, and its own name has a date.
    /// Otherwise it is the oldest file of that date. Null = there is none.
    /// </summary>
    static string? NewestWithItsNumbers(string directory, string[] names, string[] plain)
    {
        var shortest = plain.MinBy(n => n.Length)!;
        var (stem, extension) = (Path.GetFileNameWithoutExtension(shortest), Path.GetExtension(shortest));
        var areArchives = names.Contains(shortest) && plain.All(
            n => n == shortest || (n.StartsWith(stem + ".", StringComparison.Ordinal) && n.EndsWith(extension, StringComparison.Ordinal)
                && n.Length > stem.Length + 1 + extension.Length && n[(stem.Length + 1)..^extension.Length].All(char.IsAsciiDigit)));
        if (!areArchives) return null;
        var times = names.ToLookup(n => n == shortest, n => Disk.Probe(Path.Combine(directory, n))?.LastWrite);
        return times[true].Max() > times[false].Max() ? shortest : null;
    }

    /// <summary>The name without date and number, at its end or before its extension.</summary>
    static string RootOf(string name)
    {
        var atEnd = DateAndNumber().Replace(name, "");
        if (atEnd.Length > 0 && atEnd != name) return atEnd;
        var extension = Path.GetExtension(name);
        var root = DateAndNumber().Replace(name[..^extension.Length], "") + extension;
        return root.Length == 0 ? name : root;
    }

    /// <summary>A number without a date is one of archives, after a dot, or one of files that roll, after an underscore.</summary>
    [GeneratedRegex(
        @"([._-]?(19|20)\d\d([-_.]?\d\d){0,4}([._-]\d{1,9})?|\.\d{1,9}|_\d{3,9})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DateAndNumber();

    [GeneratedRegex(
        @"^(?<start>.*?)(19|20)\d\d([-_.]?\d\d){0,4}(_\d{3,9})?(?<end>\.[A-Za-z]\w*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RolledName();
}

/// <summary>A log that was found by the names in its folder.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="Name">The name of the active file, or that of files that roll without their dates.</param>
/// <param name="Files">The names of its files.</param>
sealed record FolderLog(string Directory, string Name, IReadOnlyList<string> Files)
{
    public string Path => System.IO.Path.Combine(Directory, Name);

    /// <summary>How a user names the log, and which files those are if none has that name.</summary>
    public string Choice => Files.Contains(Name, NameRules.OfThisSystem.Comparer) ? Name
        : Files.Count == 1 ? $"{Name} (with {Files[0]})"
        : $"{Name} (with {Files.Order(StringComparer.Ordinal).First()} and {Files.Count - 1} more)";

    /// <summary>The log, if anything is left of it, and one for each of some of its files, which do not belong to it.</summary>
    public IReadOnlyList<FolderLog> Without(IReadOnlyList<string> others)
    {
        FolderLog rest = this with { Files = [.. Files.Except(others)] };
        var apart = others.Order(StringComparer.Ordinal).Select(f => new FolderLog(Directory, f, [f]));
        return rest.Files.Count == 0 ? [.. apart] : [rest, .. apart];
    }
}
