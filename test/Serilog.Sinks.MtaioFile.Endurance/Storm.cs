using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>What the loggers of one round of a storm have in common.</summary>
/// <param name="IsShared">Whether a second process writes to the same path.</param>
/// <param name="Keeps">Whether no option lets anything delete events, so that each acknowledged line must be there.</param>
readonly record struct StormKind(bool IsShared, bool Keeps);

/// <summary>
/// Round after round, loggers with options drawn at random write to one path, while lock files are deleted and links are planted. In the
/// end each line is whole and in one file, each acknowledged line is there, the statistics add up, and no link was followed.
/// </summary>
sealed class Storm(TimeSpan duration, int seed)
{
    public const string ChildCommand = "storm-child";

    const string LogName = "app.log";
    const string Untouched = "nobody writes here";

    readonly Random _random = new(seed);
    readonly List<string> _violations = [];
    long _lines;
    long _acknowledged;

    public static int RunChild(string path, string name, bool keeps, int seed, int lines)
    {
        using var log = new StormLog(path, name, new StormKind(IsShared: true, keeps), seed);
        log.Run(lines);
        foreach (var (prefix, number) in log.Acknowledged) Console.WriteLine($"{prefix} {number}");
        foreach (var violation in log.Violations) Console.Error.WriteLine($"VIOLATION: {violation}");
        return log.Violations.IsEmpty ? 0 : 1;
    }

    public int Run()
    {
        var (start, progress) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        var rounds = 0;
        while (start.Elapsed < duration && _violations.Count == 0)
        {
            Round();
            rounds++;
            if (progress.Elapsed < TimeSpan.FromSeconds(5)) continue;
            progress.Restart();
            Console.WriteLine(
                $"{start.Elapsed.TotalSeconds,5:0} s  {rounds} rounds, {_lines} lines, {_acknowledged} acknowledged, " +
                $"{_violations.Count} violations");
        }
        foreach (var violation in _violations.Take(20)) Console.WriteLine($"VIOLATION: {violation}");
        Console.WriteLine(
            _violations.Count == 0 ? $"{rounds} rounds, {_lines} lines: every promise was kept" : $"{_violations.Count} violations");
        return _violations.Count == 0 ? 0 : 1;
    }

    void Round()
    {
        var kind = new StormKind(IsShared: _random.Next(2) == 0, Keeps: _random.Next(4) > 0);
        var folder = Directory.CreateTempSubdirectory("mtaiofile-storm-").FullName;
        var path = Path.Combine(folder, "logs", LogName);
        var victim = Path.Combine(folder, "victim");
        System.IO.File.WriteAllText(victim, Untouched);
        var lines = _random.Next(100, 3000);
        var logs = Enumerable.Range(0, _random.Next(1, 4))
            .Select(i => new StormLog(path, $"{(char)('a' + i)}", kind, _random.Next()))
            .ToArray();
        var threads = Array.ConvertAll(logs, log => new Thread(() => log.Run(lines)));
        using var child = kind.IsShared
            ? Relaunch.Child(ChildCommand, path, "z", $"{kind.Keeps}", $"{_random.Next()}", $"{lines}")
            : null;
        foreach (var thread in threads) thread.Start();
        while (threads.Any(t => t.IsAlive) || child is { HasExited: false }) Disturb(path, victim, kind);
        var acknowledged = logs.SelectMany(log => log.Acknowledged).Concat(AcknowledgedBy(child)).ToArray();
        _violations.AddRange(logs.SelectMany(log => log.Violations));
        if (System.IO.File.ReadAllText(victim) != Untouched) _violations.Add("a planted link was followed");
        Check(path, kind.Keeps ? acknowledged : []);
        foreach (var log in logs) log.Dispose();
        if (_violations.Count == 0) Directory.Delete(folder, recursive: true);
        else Console.WriteLine($"{kind} in {folder}");
    }

    /// <summary>Deletes the lock file, or plants links for a moment.</summary>
    void Disturb(string path, string victim, StormKind kind)
    {
        Thread.Sleep(_random.Next(5, 50));
        if (!Directory.Exists(Path.GetDirectoryName(path))) return;
        if (kind.IsShared && _random.Next(8) == 0) System.IO.File.Delete(path + ".lock");
        if (kind.IsShared && _random.Next(20) == 0) Plant(path + ".lock", victim);
        if (_random.Next(4) == 0) Plant($"{path}.gz.tmp", victim);
        if (_random.Next(4) == 0) Plant($"{path}.{_random.NextInt64():x16}.gz.tmp", victim);
    }

    void Plant(string link, string victim)
    {
        try
        {
            System.IO.File.Delete(link);
            System.IO.File.CreateSymbolicLink(link, victim);
            Thread.Sleep(_random.Next(1, 20));
            if (new FileInfo(link).LinkTarget is not null) System.IO.File.Delete(link);
        }
        catch (IOException)
        {
            // A lock file was made in the meantime.
        }
    }

    IEnumerable<KeyValuePair<string, long>> AcknowledgedBy(Process? child)
    {
        if (child is null) return [];
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) _violations.Add($"the second process ended with {child.ExitCode}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Select(words => new KeyValuePair<string, long>(words[0], long.Parse(words[1], CultureInfo.InvariantCulture)));
    }

    void Check(string path, KeyValuePair<string, long>[] acknowledged)
    {
        var found = new HashSet<(string, long)>();
        foreach (var line in ContentsOf(path).SelectMany(content => content.Split('\n')).Where(line => line.Length > 0))
        {
            _lines++;
            if (NumberedLine.TryParse(line, out var prefix, out var number))
            {
                if (!found.Add((prefix, number))) _violations.Add($"{prefix}:{number} is there twice");
            }
            else if (!line.Contains(" log events were dropped between ", StringComparison.Ordinal))
            {
                _violations.Add($"not a whole line: {line}");
            }
        }
        foreach (var (prefix, last) in acknowledged)
        {
            _acknowledged += last;
            for (var number = 1L; number <= last; number++)
            {
                if (!found.Contains((prefix, number))) _violations.Add($"{prefix}:{number} was acknowledged and is not there");
            }
        }
    }

    /// <summary>
    /// The contents of the log and its archives. An archive and a compressed copy that closing has left beside it count once.
    /// </summary>
    static IEnumerable<string> ContentsOf(string path)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!))
        {
            if (file.EndsWith(".lock", StringComparison.Ordinal) || file.EndsWith(".tmp", StringComparison.Ordinal)) continue;
            var content = Read(file);
            var isCopy = file.EndsWith(".gz", StringComparison.Ordinal) && System.IO.File.Exists(file[..^3]) && Read(file[..^3]) == content;
            if (!isCopy) yield return content;
        }
    }

    static string Read(string file)
    {
        using Stream stream = System.IO.File.OpenRead(file);
        using Stream content = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(content, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
