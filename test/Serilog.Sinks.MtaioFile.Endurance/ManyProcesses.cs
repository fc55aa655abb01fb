using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>
/// Lets many processes write to one small file, round after round, with and without compression, and kills one of them. In the end
/// every line of the others must be there once and in order, and of the killed one those that it acknowledged, and no file may exceed
/// its limit.
/// </summary>
sealed class ManyProcesses(TimeSpan duration, int seed, int processes, int lines)
{
    const string LogName = "app.log";

    readonly Random _random = new(seed);
    readonly List<string> _violations = [];
    int _rounds;
    long _lines;

    public int Run()
    {
        var start = Stopwatch.StartNew();
        do
        {
            Round(compress: _rounds % 2 == 1);
            Console.WriteLine(
                $"{start.Elapsed.TotalSeconds,5:0} s  {_rounds} rounds of {processes} processes, {_lines} lines, " +
                $"{_violations.Count} violations");
        }
        while (start.Elapsed < duration && _violations.Count == 0);
        foreach (var violation in _violations.Take(20)) Console.WriteLine($"VIOLATION: {violation}");
        Console.WriteLine(_violations.Count == 0 ? "every line of every process is there once" : $"{_violations.Count} violations");
        return _violations.Count == 0 ? 0 : 1;
    }

    void Round(bool compress)
    {
        var folder = Directory.CreateTempSubdirectory("mtaiofile-many-processes-").FullName;
        var path = Path.Combine(folder, LogName);
        var acknowledged = new int[processes];
        var children = Enumerable.Range(0, processes).Select(i => Start(path, i, compress, acknowledged)).ToArray();
        var victim = _random.Next(processes);
        // In the midst of its work, more often than before it has begun.
        if (_random.Next(5) > 0) SpinWait.SpinUntil(() => Volatile.Read(ref acknowledged[victim]) > 0, TimeSpan.FromSeconds(60));
        Thread.Sleep(_random.Next(0, 500));
        children[victim].Kill();
        for (var i = 0; i < processes; i++)
        {
            children[i].WaitForExit();
            if (i != victim && children[i].ExitCode != 0) _violations.Add($"process {i} ended with {children[i].ExitCode}");
            children[i].Dispose();
        }
        Check(folder, victim, acknowledged[victim]);
        Directory.Delete(folder, recursive: true);
        _rounds++;
    }

    Process Start(string path, int index, bool compress, int[] acknowledged)
    {
        var child = Relaunch.Child(WritingProcess.Command, path, PrefixOf(index), $"{lines}", $"{compress}");
        child.OutputDataReceived += (_, e) =>
        {
            if (e.Data is not null) Volatile.Write(ref acknowledged[index], int.Parse(e.Data, CultureInfo.InvariantCulture));
        };
        child.BeginOutputReadLine();
        return child;
    }

    void Check(string folder, int victim, int acknowledged)
    {
        var found = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        var fragments = 0;
        foreach (var line in LinesOldestFirst(folder))
        {
            _lines++;
            if (!NumberedLine.TryParse(line, out var prefix, out var number)) fragments++;
            else if (found.TryGetValue(prefix, out var numbers)) numbers.Add(number);
            else found.Add(prefix, [number]);
        }
        if (fragments > 1) _violations.Add($"{fragments} torn lines after one kill");
        for (var i = 0; i < processes; i++)
        {
            var numbers = found.GetValueOrDefault(PrefixOf(i)) ?? [];
            for (var n = 0; n < numbers.Count; n++)
            {
                if (numbers[n] == n + 1) continue;
                _violations.Add($"{PrefixOf(i)}: line {n + 1} has number {numbers[n]}");
                break;
            }
            var expected = i == victim ? acknowledged : lines;
            if (numbers.Count < expected || (i != victim && numbers.Count > expected))
            {
                _violations.Add($"{PrefixOf(i)}: {numbers.Count} lines instead of {expected}");
            }
        }
    }

    IEnumerable<string> LinesOldestFirst(string folder)
    {
        var logs = Directory.GetFiles(folder, LogName + "*")
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal) && !f.EndsWith(".tmp", StringComparison.Ordinal));
        foreach (var file in logs.OrderByDescending(NumberOf))
        {
            var content = Read(file);
            if (content.Length > WritingProcess.MaxBytes) _violations.Add($"{Path.GetFileName(file)} holds {content.Length} bytes");
            foreach (var line in content.Split('\n', StringSplitOptions.RemoveEmptyEntries)) yield return line;
        }
    }

    static string Read(string file)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal)) return System.IO.File.ReadAllText(file);
        using var gzip = new GZipStream(System.IO.File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return reader.ReadToEnd();
    }

    static int NumberOf(string file)
    {
        var name = Path.GetFileName(file);
        return name == LogName ? 0 : int.Parse(name.Split('.')[2], CultureInfo.InvariantCulture);
    }

    static string PrefixOf(int index) => new((char)('a' + (index % 26)), 1 + (index / 26));
}
