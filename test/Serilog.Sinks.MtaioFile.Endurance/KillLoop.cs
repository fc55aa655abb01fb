using System.Diagnostics;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>
/// Kills a writing child at random moments. In the end every acknowledged line must be in the files once, every other line must be
/// whole and in order, and no kill may have left more than one fragment. If old archives are deleted, the oldest lines are gone, and no
/// others.
/// </summary>
sealed class KillLoop(TimeSpan duration, int? backupCount, int seed) : IDisposable
{
    const int MostArchives = 100;

    readonly Random _random = new(seed);
    readonly Dictionary<string, long> _acknowledged = new(StringComparer.Ordinal);
    readonly List<string> _prefixes = [];
    readonly ManualResetEvent _acknowledgement = new(initialState: false);
    readonly string _folder = Directory.CreateTempSubdirectory("mtaiofile-kill-loop-").FullName;

    public int Run()
    {
        var census = new LineCensus(_folder, "app.log", KillLoopChild.MaxBytes);
        var (start, progress) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        var kills = 0;
        while (start.Elapsed < duration)
        {
            Live(LetterNames.Of(kills++));
            if (backupCount is null && census.Archives > MostArchives) census.TakeArchives();
            if (progress.Elapsed < TimeSpan.FromSeconds(5)) continue;
            progress.Restart();
            Console.WriteLine(
                $"{start.Elapsed.TotalSeconds,5:0} s  {kills} kills, {_acknowledged.Values.Sum()} lines acknowledged, " +
                $"{census.Fragments.Count} fragments, {census.Violations.Count} violations");
        }
        // A kill may come between the rotation and the deletion of one archive.
        if (census.Archives > backupCount + 1) census.Violations.Add($"{census.Archives} archives");
        census.TakeAll();
        Check(census, kills);
        return Report(census, kills);
    }

    public void Dispose() => _acknowledgement.Dispose();

    /// <summary>One life of the child, from its start to a kill at any moment, now and then before it has written anything.</summary>
    void Live(string name)
    {
        var prefixes = KillLoopChild.Prefixes(name);
        _prefixes.AddRange(prefixes);
        string[] kept = backupCount is null ? [] : ["--backup-count", $"{backupCount}"];
        using var child = Relaunch.Child(
            [KillLoopChild.Command, Path.Combine(_folder, "app.log"), name, .. kept, "--seed", $"{_random.Next()}"]);
        _acknowledgement.Reset();
        child.OutputDataReceived += (_, e) => Acknowledge(e.Data);
        child.BeginOutputReadLine();
        if (_random.Next(5) > 0) _acknowledgement.WaitOne(TimeSpan.FromSeconds(30));
        Thread.Sleep(_random.Next(0, 500));
        child.Kill();
        child.WaitForExit();
    }

    void Acknowledge(string? line)
    {
        if (line?.Split(' ') is not [var prefix, var number]) return;
        _acknowledged[prefix] = long.Parse(number, CultureInfo.InvariantCulture);
        _acknowledgement.Set();
    }

    void Check(LineCensus census, int kills)
    {
        // Of a life with deleted archives, and of those before it, the first lines are gone.
        var firstKept = backupCount is null ? 0 : _prefixes.FindIndex(p => census.NumbersOf(p).Count > 0);
        for (var i = 0; i < _prefixes.Count; i++) Check(census, _prefixes[i], isWhole: i > firstKept + 1 || backupCount is null);
        if (census.Fragments.Count > kills) census.Violations.Add($"{census.Fragments.Count} fragments after {kills} kills");
        if (census.Notices.Count > 0) census.Violations.Add($"{census.Notices.Count} notices of dropped events");
    }

    void Check(LineCensus census, string prefix, bool isWhole)
    {
        var numbers = census.NumbersOf(prefix);
        var acknowledged = _acknowledged.GetValueOrDefault(prefix);
        if (numbers.Count == 0 && !isWhole) return;
        var (first, last) = numbers.Count == 0 ? (1, 0) : (numbers[0], numbers[^1]);
        if (last - first + 1 != numbers.Count || (isWhole && first != 1))
            census.Violations.Add($"{prefix}: {numbers.Count} lines, from {first} to {last}");
        if (last < acknowledged) census.Violations.Add($"{prefix}: lines up to {acknowledged} acknowledged, found up to {last}");
    }

    int Report(LineCensus census, int kills)
    {
        Console.WriteLine(
            $"{kills} kills, {_acknowledged.Values.Sum()} lines acknowledged, {census.Lines} whole lines found, " +
            $"{census.Fragments.Count} torn fragments");
        foreach (var violation in census.Violations.Take(20)) Console.WriteLine($"VIOLATION: {violation}");
        Console.WriteLine(census.Violations.Count > 0 ? $"{census.Violations.Count} violations"
            : backupCount is null ? "everything acknowledged is there once"
            : "of what was acknowledged, the newest is there once, without a gap");
        Directory.Delete(_folder, recursive: true);
        return census.Violations.Count == 0 ? 0 : 1;
    }
}
