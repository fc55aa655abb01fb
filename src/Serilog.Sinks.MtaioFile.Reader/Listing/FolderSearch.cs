using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>Finds the only log in a folder: names that differ by dates, numbers and compression are those of one log.</summary>
static partial class FolderSearch
{
    static readonly string[] UsualEnds = [".log", ".txt", ".json", ".clef", ".jsonl", ".ndjson"];

    /// <summary>The path of the log in a folder.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">There are several.</exception>
    public static string LogIn(string directory, IReadOnlyList<ArchiveCodec> codecs)
    {
        var logs = PhysicalFileSystem.Instance.List(directory)
            .Where(n => !ArchiveFileNames.EndsOfOtherFiles.Any(e => n.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            .Where(n => PhysicalFileSystem.Instance.Probe(Path.Combine(directory, n)) is { Kind: FileKind.Regular or FileKind.InUse })
            .GroupBy(n => RootOf(Plain(n, codecs)), NameRules.OfThisSystem.Comparer)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToArray();
        if (logs.Length > 1 && Array.FindAll(logs, l => HasUsualEnd(l.Key)) is [var one]) logs = [one];
        if (logs.Length == 0) throw new FileNotFoundException($"there is no log in {directory}", directory);
        if (logs.Length > 1)
        {
            var names = string.Join(", ", logs.Take(10).Select(l => l.Key));
            throw new IOException($"there are several logs in {directory}; choose one: {names}");
        }
        return Path.Combine(directory, PathOf(logs[0], codecs));
    }

    /// <summary>The path of the log that an archive belongs to: the active file beside it; any other path as it is.</summary>
    public static string LogOf(string path, IReadOnlyList<ArchiveCodec> codecs)
    {
        var active = Path.Combine(Path.GetDirectoryName(path) ?? "", RootOf(Plain(Path.GetFileName(path), codecs)));
        return System.IO.File.Exists(active) ? active : path;
    }

    static bool HasUsualEnd(string name) => UsualEnds.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of the active file, or that of files that roll.</summary>
    static string PathOf(IGrouping<string, string> log, IReadOnlyList<ArchiveCodec> codecs)
    {
        if (log.Contains(log.Key, NameRules.OfThisSystem.Comparer)) return log.Key;
        string[] plain = [.. log.Select(n => Plain(n, codecs)).Distinct()];
        if (plain is [var only] && log.Count() == 1) return log.First();
        var first = RolledName().Match(plain.Max(StringComparer.Ordinal)!);
        return first.Success && plain.All(n => n.StartsWith(first.Groups["start"].Value, StringComparison.Ordinal))
            ? first.Groups["start"].Value + first.Groups["end"].Value
            : log.Key;
    }

    static string Plain(string name, IReadOnlyList<ArchiveCodec> codecs)
    {
        var codec = codecs.FirstOrDefault(c => name.EndsWith(c.Suffix, StringComparison.OrdinalIgnoreCase));
        return codec is null ? name : name[..^codec.Suffix.Length];
    }

    /// <summary>The name without date and number, at its end or before its extension.</summary>
    static string RootOf(string name)
    {
        var atEnd = DateAndNumber().Replace(name, "");
        if (atEnd.Length > 0 && atEnd != name) return atEnd;
        var extension = Path.GetExtension(name);
        var stem = DateAndNumber().Replace(name[..^extension.Length], "");
        return stem.Length == 0 ? name : stem + extension;
    }

    [GeneratedRegex(@"([._-]?\d{4}(?:[-_.]?\d\d){0,4})?([._-]\d{1,9})?$", RegexOptions.CultureInvariant)]
    private static partial Regex DateAndNumber();

    [GeneratedRegex(
        @"^(?<start>.*?)\d{4}(?:[-_.]?\d\d){0,4}(?:_\d{3,9})?(?<end>\.[A-Za-z]\w*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RolledName();
}
