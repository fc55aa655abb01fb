using System.Globalization;
using System.Text;
using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>Counts the lines of a log and its archives, oldest first, and takes note of everything that must not be.</summary>
sealed class LineCensus(string folder, string name, long maxBytes)
{
    /// <summary>The end of the name of a rotated file that waits until the archives have shifted.</summary>
    const string Waiting = ".moving";

    readonly Dictionary<string, List<long>> _numbers = new(StringComparer.Ordinal);

    public long Lines { get; private set; }

    public List<string> Fragments { get; } = [];

    public List<string> Notices { get; } = [];

    public List<string> Violations { get; } = [];

    public IReadOnlyList<long> NumbersOf(string prefix) => _numbers.TryGetValue(prefix, out var numbers) ? numbers : [];

    public int Archives => ArchiveFiles.Count;

    /// <summary>Counts the archives and deletes them, so that a long run does not fill the disk; call it while nobody writes.</summary>
    public void TakeArchives()
    {
        foreach (var file in ArchiveFiles)
        {
            Count(file);
            File.Delete(file);
        }
    }

    /// <summary>Counts everything that is left.</summary>
    public void TakeAll()
    {
        TakeArchives();
        var active = Path.Combine(folder, name);
        if (!File.Exists(active)) return;
        Count(active);
        File.Delete(active);
    }

    /// <summary>The archives, the oldest first, and after them the rotated files that wait until the archives have shifted.</summary>
    List<string> ArchiveFiles =>
    [
        .. from file in Directory.GetFiles(folder, name + "*")
           where Path.GetFileName(file) != name
           let end = Path.GetFileName(file)[(name.Length + 1)..]
           let isWaiting = end.EndsWith(Waiting, StringComparison.Ordinal)
           let number = long.Parse(isWaiting ? end[..^Waiting.Length] : end, CultureInfo.InvariantCulture)
           orderby isWaiting, isWaiting ? number : -number
           select file,
    ];

    void Count(string file)
    {
        var content = File.ReadAllText(file, Encoding.Latin1);
        if (content.Length > maxBytes) Violations.Add($"{file} has {content.Length} bytes");
        var lines = content.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i < lines.Length - 1 && NumberedLine.TryParse(lines[i], out var prefix, out var number)) Count(prefix, number);
            else if (i < lines.Length - 1 && lines[i].Contains(" log events were dropped between ", StringComparison.Ordinal))
            {
                Notices.Add(lines[i]);
            }
            else if (lines[i].Length > 0) CountFragment(lines[i]);
            else if (i < lines.Length - 1) Violations.Add($"an empty line in {file}");
        }
    }

    void Count(string prefix, long number)
    {
        Lines++;
        if (!_numbers.TryGetValue(prefix, out var numbers)) _numbers.Add(prefix, numbers = []);
        if (numbers.Count > 0 && number <= numbers[^1]) Violations.Add($"{prefix}:{number} comes after {prefix}:{numbers[^1]}");
        numbers.Add(number);
    }

    /// <summary>The first part of a line is what a kill may leave; anything else is two lines in one, or worse.</summary>
    void CountFragment(string text)
    {
        Fragments.Add(text);
        var parts = text.Split(':');
        var isFirstPart = parts.Length <= 3 && parts[0].All(char.IsAsciiLetter)
            && (parts.Length < 2 || parts[1].All(char.IsAsciiDigit))
            && (parts.Length < 3 || parts[2].TrimStart('.') is "" or ";");
        if (!isFirstPart) Violations.Add($"not the first part of a line: {text}");
    }
}
