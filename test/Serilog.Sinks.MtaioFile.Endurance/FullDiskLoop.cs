using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>
/// Fills and frees a small disk while two threads log. After each round every line that was emitted must be in the files once or have been
/// reported once, never both, in order and whole.
/// </summary>
sealed class FullDiskLoop(string folder, TimeSpan duration, int seed) : ILoggingFailureListener
{
    const int MaxBytes = 50_000;
    const int DiskBytes = 1024 * 1024;

    static readonly string[] Prefixes = ["A", "B"];

    readonly Random _random = new(seed);
    readonly long[] _last = new long[Prefixes.Length];
    readonly HashSet<(string, long)> _reported = [];
    readonly List<string> _violations = [];
    readonly string _filler = Path.Combine(folder, "filler");
    long _emitted, _written, _lost, _fullRounds;
    int _temporary;

    public int Run()
    {
        var (start, progress) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        var rounds = 0;
        while (start.Elapsed < duration && _violations.Count == 0)
        {
            RunRound(disposeWhileFull: rounds++ % 4 == 3);
            if (progress.Elapsed < TimeSpan.FromSeconds(5)) continue;
            progress.Restart();
            Console.WriteLine(
                $"{start.Elapsed.TotalSeconds,5:0} s  {rounds} rounds, {_emitted} emitted = {_written} written + {_lost} reported");
        }
        Console.WriteLine(
            $"{rounds} rounds, {_fullRounds} of them with a full disk, {_emitted} lines emitted = {_written} written + {_lost} reported");
        foreach (var violation in _violations.Take(20)) Console.WriteLine($"VIOLATION: {violation}");
        Console.WriteLine(_violations.Count == 0 ? "every line is there or was reported, once" : $"{_violations.Count} violations");
        return _violations.Count == 0 ? 0 : 1;
    }

    public void OnLoggingFailed(
        object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception)
    {
        if (kind == LoggingFailureKind.Temporary) Interlocked.Increment(ref _temporary);
        lock (_reported)
        {
            foreach (var logEvent in events ?? [])
            {
                if (kind == LoggingFailureKind.Temporary) _violations.Add("a temporary failure with events");
                var line = (Text(logEvent, "Prefix"), (long)((ScalarValue)logEvent.Properties["N"]).Value!);
                if (!_reported.Add(line)) _violations.Add($"{line} was reported twice");
            }
        }
    }

    /// <summary>Fills the disk, logs, frees it, and counts.</summary>
    void RunRound(bool disposeWhileFull)
    {
        var before = (long[])_last.Clone();
        _temporary = 0;
        var handle = new MtaioFileHandle();
        var logger = Open(handle);
        Fill(leave: _random.Next(0, 150_000));
        var threads = Enumerable.Range(0, Prefixes.Length).Select(i => (Writer: i, Count: _random.Next(1, 2500), Seed: _random.Next()))
            .Select(t => new Thread(() => Log(logger, t.Writer, t.Count, new Random(t.Seed)))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Thread.Sleep(_random.Next(0, 1000));
        if (_temporary > 0) _fullRounds++;
        if (disposeWhileFull) logger.Dispose();
        File.Delete(_filler);
        logger.Dispose();
        Check(handle.Statistics, before);
    }

    Logger Open(MtaioFileHandle handle)
    {
        var options = new MtaioFileOptions
        {
            Handle = handle,
            RetryTimeLimit = TimeSpan.FromMilliseconds(_random.Next(100, 3000)),
            ShutdownTimeout = TimeSpan.FromMilliseconds(_random.Next(100, 8000)),
            Batching = { BlockTimeout = TimeSpan.FromMilliseconds(50), QueueLimit = 1000, Overflow = (OverflowPolicy)_random.Next(0, 4) },
        };
        return new LoggerConfiguration()
            .WriteTo.Fallible(
                w => w.MtaioRotatingFile(
                    Path.Combine(folder, "app.log"),
                    MaxBytes,
                    backupCount: null,
                    outputTemplate: "{Message:lj}{NewLine}",
                    options: options),
                this)
            .CreateLogger();
    }

    void Fill(int leave)
    {
        var bytes = new byte[Math.Max(0, DiskBytes - leave)];
        try
        {
            File.WriteAllBytes(_filler, bytes);
        }
        catch (IOException)
        {
            // Fuller than that it does not get.
        }
    }

    void Log(Logger logger, int writer, int count, Random random)
    {
        for (var i = 0; i < count; i++)
        {
            var number = ++_last[writer];
            logger.Information(
                NumberedLine.Template, Prefixes[writer], number, NumberedLine.Fill(Prefixes[writer], number, random.Next(20, 200)));
        }
    }

    void Check(MtaioFileStatistics statistics, long[] before)
    {
        var census = new LineCensus(folder, "app.log", MaxBytes);
        census.TakeAll();
        _violations.AddRange(census.Violations);
        _violations.AddRange(census.Fragments.Select(f => $"torn: {f}"));
        for (var writer = 0; writer < Prefixes.Length; writer++)
        {
            var written = census.NumbersOf(Prefixes[writer]).ToHashSet();
            for (var number = before[writer] + 1; number <= _last[writer]; number++)
            {
                var (isWritten, isReported) = (written.Contains(number), _reported.Contains((Prefixes[writer], number)));
                if (isWritten == isReported)
                {
                    _violations.Add($"{Prefixes[writer]}:{number} is {(isWritten ? "written and reported" : "lost")}");
                }
            }
        }
        var emitted = _last.Sum() - before.Sum();
        var counted = (statistics.Accepted, statistics.Written, statistics.Dropped, statistics.Pending);
        if (counted != (emitted, census.Lines, _reported.Count, 0))
        {
            _violations.Add($"{emitted} emitted, {census.Lines} written, {_reported.Count} reported, but {statistics}");
        }
        (_emitted, _written, _lost) = (_emitted + emitted, _written + census.Lines, _lost + _reported.Count);
        _reported.Clear();
    }

    static string Text(LogEvent logEvent, string property) => (string)((ScalarValue)logEvent.Properties[property]).Value!;
}
