using System.Diagnostics;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>
/// Kills a child with many sinks at random moments. In the end every acknowledged line must be in its own file once, no kill may have left
/// more than one fragment in a file, and the threads and the heap of the child must have stayed within their limits.
/// </summary>
sealed class ManySinks(TimeSpan duration, int sinks, int seed) : IDisposable
{
    const int MostArchives = 20;

    // A hung sink that stops the others stops them for ever; a busy machine does not.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Random _random = new(seed);
    readonly Dictionary<(string Prefix, int Life), long> _acknowledged = [];
    readonly MeasuredLives _measures = new();
    readonly List<string> _violations = [];
    readonly AutoResetEvent _acknowledgement = new(initialState: false);
    readonly string _folder = Directory.CreateTempSubdirectory("mtaiofile-many-sinks-").FullName;
    int _lives;

    public int Run()
    {
        var censuses = Enumerable.Range(0, sinks).Select(CensusOf).ToArray();
        var start = Stopwatch.StartNew();
        while (start.Elapsed < duration * 0.75 && _violations.Count == 0)
        {
            Live(_random.Next(5) == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(_random.Next(500, 5000)));
            foreach (var census in censuses.Where(census => census.Archives > MostArchives)) census.TakeArchives();
            Console.WriteLine($"{start.Elapsed.TotalSeconds,5:0} s  {_lives} kills, {_measures}, {_violations.Count} violations");
        }
        // A long life shows what leaks while sinks come and go.
        Live(duration / 4);
        for (var i = 0; i < sinks; i++) Check(censuses[i], LetterNames.Of(i));
        _violations.AddRange(_measures.Violations());
        return Report(censuses);
    }

    public void Dispose() => _acknowledgement.Dispose();

    LineCensus CensusOf(int index)
    {
        var folder = Directory.CreateDirectory(ManySinksChild.FolderOf(_folder, index)).FullName;
        return new LineCensus(
            folder, ManySinksChild.NameOf(index), ShortLivedLog.Rotates(index) ? ShortLivedLog.MaxBytes : long.MaxValue);
    }

    /// <summary>One life of the child, from its start to its kill, after zero time at any moment.</summary>
    void Live(TimeSpan time)
    {
        var life = _lives++;
        using var child = Relaunch.Child(
            ManySinksChild.Command, _folder, $"{life}", "--sinks", $"{sinks}", "--seed", $"{_random.Next()}");
        _acknowledgement.Reset();
        child.OutputDataReceived += (_, e) => Take(e.Data, life);
        child.BeginOutputReadLine();
        if (time > TimeSpan.Zero) AwaitAcknowledgement();
        if (child.WaitForExit(time + TimeSpan.FromMilliseconds(_random.Next(1, 500))))
        {
            _violations.Add($"the child has ended by itself with {child.ExitCode}");
        }
        if (time > TimeSpan.Zero) AwaitAcknowledgement();
        child.Kill();
        child.WaitForExit();
    }

    /// <summary>Waits for one more acknowledgement: the sinks that do not hang must go on.</summary>
    void AwaitAcknowledgement()
    {
        _acknowledgement.Reset();
        if (!_acknowledgement.WaitOne(Patience)) _violations.Add($"no line was acknowledged for {Patience}");
    }

    void Take(string? line, int life)
    {
        if (line?.Split(' ') is ["#", var threads, var bytes]) _measures.Add(life, threads, bytes);
        if (line?.Split(' ') is not [var prefix, var text]) return;
        var number = long.Parse(text, CultureInfo.InvariantCulture);
        _acknowledged[(prefix, life)] = Math.Max(number, _acknowledged.GetValueOrDefault((prefix, life)));
        _acknowledgement.Set();
    }

    void Check(LineCensus census, string prefix)
    {
        census.TakeAll();
        var numbers = census.NumbersOf(prefix);
        if (numbers.Count != census.Lines) _violations.Add($"{prefix}: {census.Lines - numbers.Count} lines are of other files");
        var byLife = numbers.ToLookup(number => (number - 1) / ManySinksChild.NumbersOfLife);
        for (var life = 0; life < _lives; life++) Check(prefix, life, [.. byLife[life]]);
        if (census.Fragments.Count > _lives) _violations.Add($"{prefix}: {census.Fragments.Count} fragments after {_lives} kills");
        _violations.AddRange(census.Notices.Select(notice => $"{prefix}: {notice}"));
        _violations.AddRange(census.Violations);
    }

    /// <summary>The lines that one life has written to one file must have no gap, and reach the last acknowledged one.</summary>
    void Check(string prefix, int life, List<long> numbers)
    {
        var before = life * ManySinksChild.NumbersOfLife;
        var last = numbers.Count == 0 ? before : numbers[^1];
        if (last != before + numbers.Count) _violations.Add($"{prefix}: {numbers.Count} lines, the last has number {last}");
        var acknowledged = _acknowledged.GetValueOrDefault((prefix, life));
        if (last < acknowledged) _violations.Add($"{prefix}: {acknowledged} is acknowledged, {last} is the last line");
    }

    int Report(LineCensus[] censuses)
    {
        var acknowledged = _acknowledged.Sum(a => a.Value - (a.Key.Life * ManySinksChild.NumbersOfLife));
        Console.WriteLine(
            $"{sinks} sinks, {_lives} kills, {acknowledged} lines acknowledged, {censuses.Sum(c => c.Lines)} whole lines found, " +
            $"{censuses.Sum(c => c.Fragments.Count)} torn fragments, {_measures}");
        foreach (var violation in _violations.Take(20)) Console.WriteLine($"VIOLATION: {violation}");
        Console.WriteLine(_violations.Count == 0 ? "everything acknowledged is there once" : $"{_violations.Count} violations");
        Directory.Delete(_folder, recursive: true);
        return _violations.Count == 0 ? 0 : 1;
    }
}
