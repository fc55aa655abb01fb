using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>
/// Round after round, loggers with options drawn at random, queued and audit, write to a few paths of one folder, while lock files are
/// deleted and links are planted. In the end each line is whole, in one file, and at its path, each acknowledged line is there, the
/// statistics add up, and no link was followed.
/// </summary>
sealed class Storm(TimeSpan duration, int seed)
{
    public const string ChildCommand = "storm-child";

    const string Untouched = "nobody writes here";

    static readonly string[] LogNames = ["app.log", "app.log.old", "b.log"];

    readonly Random _random = new(seed);
    readonly List<string> _violations = [];
    long _lines;
    long _acknowledged;

    public static int RunChild(string path, string name, StormKind kind, int seed, int lines)
    {
        using var log = StormLog.Open(path, name, kind, seed);
        log.Run(lines);
        Console.Write(StormResult.Of(log).ToText());
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
        var folder = Directory.CreateTempSubdirectory("mtaiofile-storm-").FullName;
        var victim = Path.Combine(folder, "victim");
        System.IO.File.WriteAllText(victim, Untouched);
        var lines = _random.Next(50, 500);
        // Many loggers of one path find more than a few loggers of many paths.
        var paths = LogNames[..(_random.Next(2) == 0 ? 1 : _random.Next(2, LogNames.Length + 1))]
            .Select(name => (Path: Path.Combine(folder, "logs", name), Kind: StormKind.Draw(_random))).ToArray();
        var letter = 'a';
        var logs = Enumerable.Range(0, paths.Length + _random.Next(1, 4)).Select(i => paths[i % paths.Length])
            .Select(p => (p.Path, Log: StormLog.Open(p.Path, $"{letter++}", p.Kind, _random.Next()))).ToArray();
        var threads = Array.ConvertAll(logs, log => new Thread(() => log.Log.Run(lines)));
        using var child = paths[0].Kind.IsShared
            ? Relaunch.Child([ChildCommand, paths[0].Path, "z", .. paths[0].Kind.ToWords(), $"{_random.Next()}", $"{lines}"])
            : null;
        foreach (var thread in threads) thread.Start();
        while (threads.Any(t => t.IsAlive) || child is { HasExited: false })
        {
            foreach (var (path, kind) in paths) Disturb(path, victim, kind);
        }
        _violations.AddRange(logs.SelectMany(log => log.Log.Violations));
        if (System.IO.File.ReadAllText(victim) != Untouched) _violations.Add("a planted link was followed");
        var ofChild = ResultOf(child);
        foreach (var (path, kind) in paths)
        {
            var results = logs.Where(log => log.Path == path).Select(log => StormResult.Of(log.Log));
            Check(path, kind.Keeps, StormResult.Sum(path == paths[0].Path ? results.Append(ofChild) : results));
        }
        foreach (var log in logs) log.Log.Dispose();
        if (_violations.Count == 0) Directory.Delete(folder, recursive: true);
        else Console.WriteLine($"{string.Join(", ", paths.Select(p => p.Kind))} in {folder}");
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

    StormResult ResultOf(Process? child)
    {
        if (child is null) return StormResult.Nothing;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) _violations.Add($"the second process ended with {child.ExitCode}");
        return StormResult.From(output);
    }

    void Check(string path, bool keeps, StormResult expected)
    {
        var found = new HashSet<(string, long)>();
        foreach (var line in ContentsOf(path).SelectMany(content => content.Split('\n')).Where(line => line.Length > 0))
        {
            _lines++;
            if (NumberedLine.TryParse(line, out var prefix, out var number))
            {
                if (!found.Add((prefix, number))) _violations.Add($"{prefix}:{number} is there twice");
                if (!expected.Names.Contains(prefix[..1])) _violations.Add($"{prefix}:{number} is in a file of {path}");
            }
            else if (!line.Contains(" log events were dropped between ", StringComparison.Ordinal))
            {
                _violations.Add($"not a whole line: {line}");
            }
        }
        if (!keeps) return;
        foreach (var (prefix, last) in expected.Acknowledged)
        {
            _acknowledged += last;
            for (var number = 1L; number <= last; number++)
            {
                if (found.Contains((prefix, number)) || expected.Refused.Contains((prefix, number))) continue;
                _violations.Add($"{prefix}:{number} was acknowledged and is not there");
            }
        }
    }

    /// <summary>
    /// The contents of the log and its archives. An archive and a compressed copy that closing has left beside it count once.
    /// </summary>
    static IEnumerable<string> ContentsOf(string path)
    {
        var name = Path.GetFileName(path);
        var longerNames = LogNames.Where(n => n.Length > name.Length).ToArray();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!, name + "*"))
        {
            var isOfOtherPath = longerNames.Any(n => Path.GetFileName(file).StartsWith(n, StringComparison.Ordinal));
            if (isOfOtherPath) continue;
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
