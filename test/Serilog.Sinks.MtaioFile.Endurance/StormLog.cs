using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>
/// One logger of a storm, queued or audit, with options drawn at random: threads log numbered lines, flush and rotate, and are interrupted;
/// its hooks and its failure listener log too.
/// </summary>
sealed class StormLog : MtaioFileHooks, ILoggingFailureListener, IDisposable
{
    const int Threads = 3;

    readonly Random _random;
    readonly string _name;
    readonly bool _keeps;
    readonly bool _isAudit;
    readonly MtaioFileHandle _handle = new();
    readonly Logger _logger;
    int _fromInside;

    StormLog(string path, string name, StormKind storm, int seed)
    {
        _random = new Random(seed);
        _name = name;
        _keeps = storm.Keeps;
        _isAudit = _random.Next(3) == 0;
        ArchiveCompression[] compressions = [ArchiveCompression.None, ArchiveCompression.GZip];
        var rotation = new RotationOptions { ArchiveName = storm.ArchiveName, Compression = compressions[_random.Next(2)] };
        var options = new MtaioFileOptions
        {
            Handle = _handle,
            Hooks = this,
            Shared = storm.IsShared,
            Append = storm.Keeps || _random.Next(2) == 0,
            ShutdownTimeout = TimeSpan.FromMinutes(2),
            FlushOnLevel = LogEventLevel.Error,
            Batching = { QueueLimit = _random.Next(50, 2000), BlockTimeout = TimeSpan.FromMinutes(2) },
        };
        // Where archives must stay, either there is no limit, or the hook refuses each deletion.
        int? backupCount = _random.Next(2) == 0 ? (storm.Keeps ? null : 0) : _random.Next(1, 4);
        var maxBytes = _random.Next(2_000, 50_000);
        const string Template = "{Message:lj}\n";
        var configuration = new LoggerConfiguration();
        _logger = (_isAudit
            ? configuration.AuditTo.MtaioRotatingFile(
                path, maxBytes, backupCount, outputTemplate: Template, rotation: rotation, options: options)
            : configuration.WriteTo.Fallible(
                w => w.MtaioRotatingFile(path, maxBytes, backupCount, outputTemplate: Template, rotation: rotation, options: options),
                this)).CreateLogger();
    }

    public string Name => _name;

    public ConcurrentBag<string> Violations { get; } = [];

    /// <summary>For each thread's prefix, the number up to which a flush, or an audit call, has acknowledged its lines.</summary>
    public ConcurrentDictionary<string, long> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>Lines whose call has failed: they may be in the files or not.</summary>
    public ConcurrentBag<(string Prefix, long Number)> Refused { get; } = [];

    /// <param name="path">The path, which other loggers may share.</param>
    /// <param name="name">Letters that no other logger of the round has.</param>
    /// <param name="storm">What all loggers of the path have in common.</param>
    /// <param name="seed">The seed of what this logger does.</param>
    public static StormLog Open(string path, string name, StormKind storm, int seed)
    {
        while (true)
        {
            try
            {
                return new StormLog(path, name, storm, seed);
            }
            catch (IOException) when (storm.IsShared)
            {
                // A link is planted at the path of the lock, where an audit sink needs the lock file.
                Thread.Sleep(1);
            }
        }
    }

    public override void OnRotated(string path, string archivePath) => LogFromInside();

    public override void OnArchiveDeleting(string archivePath)
    {
        LogFromInside();
        if (_keeps) throw new IOException("this archive stays");
    }

    /// <summary>Logs for a temporary failure alone: an event that is dropped for good would be followed by another.</summary>
    public void OnLoggingFailed(
        object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception)
    {
        if (kind == LoggingFailureKind.Temporary) LogFromInside();
    }

    /// <summary>Logs so many lines on each thread, interrupts the threads meanwhile, and closes the logger.</summary>
    public void Run(int lines)
    {
        var threads = Enumerable.Range(0, Threads).Select(i => (Prefix: _name + (char)('A' + i), Seed: _random.Next()))
            .Select(t => new Thread(() => Produce(t.Prefix, lines, new Random(t.Seed)))).ToArray();
        foreach (var thread in threads) thread.Start();
        while (threads.Any(t => t.IsAlive))
        {
            threads[_random.Next(Threads)].Interrupt();
            Thread.Sleep(_random.Next(1, 300));
        }
        _logger.Dispose();
        CheckStatistics(mayWait: false);
    }

    public void Dispose() => _logger.Dispose();

    void Produce(string prefix, int lines, Random random)
    {
        for (var number = 1L; number <= lines; number++)
        {
            if (!TryWrite(prefix, number, random)) Refused.Add((prefix, number));
            else if (_isAudit) Acknowledged[prefix] = number;
            if (random.Next(300) == 0) Attempt(_handle.RotateAsync);
            if (random.Next(100) == 0) CheckStatistics(mayWait: true);
            if (random.Next(100) == 0 && Attempt(() => _handle.FlushAsync(toDisk: random.Next(10) == 0))) Acknowledged[prefix] = number;
        }
    }

    /// <returns>False when an audit call has failed, or when Serilog was interrupted before the event existed.</returns>
    bool TryWrite(string prefix, long number, Random random)
    {
        var level = random.Next(500) == 0 ? LogEventLevel.Error : LogEventLevel.Information;
        try
        {
            _logger.Write(level, NumberedLine.Template, prefix, number, NumberedLine.Fill(prefix, number, random.Next(10, 300)));
            return true;
        }
        catch (Exception ex) when (ex is ThreadInterruptedException || (_isAudit && ex is AggregateException))
        {
            return false;
        }
    }

    /// <returns>Whether the step was done; an interrupt, a dropped event and a failed rotation acknowledge nothing.</returns>
    static bool Attempt(Func<Task> step)
    {
        try
        {
            step().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception ex) when (ex is IOException or ThreadInterruptedException)
        {
            return false;
        }
    }

    void CheckStatistics(bool mayWait)
    {
        var s = _handle.Statistics;
        if (s.Accepted == s.Written + s.Dropped + s.Pending && (mayWait || s.Pending == 0)) return;
        Violations.Add($"{_name}: {s}");
    }

    void LogFromInside()
    {
        var (prefix, number) = (_name + "I", Interlocked.Increment(ref _fromInside));
        _logger?.Information(NumberedLine.Template, prefix, number, "");
    }
}
