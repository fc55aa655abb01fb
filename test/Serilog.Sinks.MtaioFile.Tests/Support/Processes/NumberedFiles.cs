using System.Text;
using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>What numbered lines a log file and its archives hold, the oldest first, and what in them is no whole line.</summary>
sealed class NumberedFiles
{
    readonly List<(string Prefix, long Number)> _lines = [];

    NumberedFiles(string content)
    {
        HasNuls = content.Contains('\0', StringComparison.Ordinal);
        foreach (var line in content.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (NumberedLine.TryParse(line, out var prefix, out var number)) _lines.Add((prefix, number));
            else Others.Add(line);
        }
    }

    /// <summary>The numbers in the order of the files.</summary>
    public IReadOnlyList<long> Numbers => [.. _lines.Select(l => l.Number)];

    /// <summary>Lines that the test process did not write, or not whole.</summary>
    public List<string> Others { get; } = [];

    public bool HasNuls { get; }

    public IReadOnlyList<long> NumbersOf(string prefix) => [.. _lines.Where(l => l.Prefix == prefix).Select(l => l.Number)];

    public static NumberedFiles Read(string path) => Read([Path.GetDirectoryName(path)!], Path.GetFileName(path));

    /// <summary>Reads a file and its archives, which are in another folder.</summary>
    public static NumberedFiles Read(string path, string archives) =>
        Read([archives, Path.GetDirectoryName(path)!], Path.GetFileName(path));

    /// <summary>Reads files that keep their names, which sort like their lines.</summary>
    public static NumberedFiles ReadRolling(TempFolder folder) =>
        new(string.Join('\n', folder.Names.Where(n => !n.EndsWith(".lock", StringComparison.Ordinal)).Select(n => TextOf(folder[n]))));

    /// <summary>Reads the file and its archives; each must end in whole lines, or what follows would have been merged into them.</summary>
    static NumberedFiles Read(string[] folders, string name)
    {
        var content = new StringBuilder();
        // A lock file is empty, and a writer may hold its lock.
        var files = folders
            .SelectMany(f => Directory.EnumerateFiles(f, name + "*"))
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal));
        foreach (var file in files.OrderByDescending(f => Age(f, name)))
        {
            content.Append(TextOf(file)).Append('\n');
        }
        return new NumberedFiles(content.ToString());
    }

    static string TextOf(string file) =>
        IsCompressed(file) ? Encoding.UTF8.GetString(GZipFile.Read(file)) : FileInUse.Text(file);

    /// <summary>Rotated files that wait until many archives have shifted are newer than these, the first of them the oldest.</summary>
    static double Age(string file, string name)
    {
        const string Waiting = ".moving";
        var plain = IsCompressed(file) ? file[..^".gz".Length] : file;
        var isWaiting = plain.EndsWith(Waiting, StringComparison.Ordinal);
        if (isWaiting) plain = plain[..^Waiting.Length];
        if (!int.TryParse(Path.GetFileName(plain).AsSpan(name.Length).TrimStart('.'), out var number)) return 0;
        return isWaiting ? 1.0 / (number + 2) : number;
    }

    static bool IsCompressed(string file) => file.EndsWith(".gz", StringComparison.Ordinal);

    /// <summary>Asserts that there are exactly these numbers, in order, and nothing else.</summary>
    public void AreExactly(long first, long last)
    {
        Assert.Equal(Support.Numbers.From(first, last), Numbers);
        Assert.Empty(Others);
        Assert.False(HasNuls);
    }

    /// <summary>Asserts that each number is in the files once or was reported once, not both, and that nothing else is there.</summary>
    public void AreExactlyWithout(IReadOnlyList<long> reported, long last)
    {
        Assert.Equal(Support.Numbers.From(1, last), Numbers.Concat(reported).Order());
        Assert.Equal(Numbers.Order(), Numbers);
        Assert.False(HasNuls);
    }
}
