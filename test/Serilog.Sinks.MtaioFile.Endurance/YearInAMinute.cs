using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>
/// Lives through 2026 in time zones with and without summer time, by a clock that is moved by hand, with a file for each hour or each day,
/// and restarts at random. Every line must be in the archive that is named for its own period.
/// </summary>
sealed class YearInAMinute(int seed)
{
    static readonly string[] Zones = ["Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu"];
    static readonly TimeSpan Step = TimeSpan.FromMinutes(20);

    readonly Random _random = new(seed);
    readonly List<string> _violations = [];
    readonly string _folder = Directory.CreateTempSubdirectory("mtaiofile-year-").FullName;

    public int Run()
    {
        foreach (var zone in Zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
        {
            foreach (var interval in new[] { RotationInterval.Hour, RotationInterval.Day }) LiveThrough(zone, interval);
        }
        foreach (var violation in _violations.Take(20)) Console.WriteLine($"VIOLATION: {violation}");
        Console.WriteLine(_violations.Count == 0 ? "every line is in the archive of its own period" : $"{_violations.Count} violations");
        Directory.Delete(_folder, recursive: true);
        return _violations.Count == 0 ? 0 : 1;
    }

    void LiveThrough(TimeZoneInfo zone, RotationInterval interval)
    {
        var path = Path.Combine(_folder, $"{interval}-{zone.Id.Replace('/', '-')}", "app.log");
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 7, 0, TimeSpan.Zero));
        clock.SetLocalTimeZone(zone);
        var (written, found, restarts) = (0L, 0L, 0);
        while (clock.GetUtcNow().Year == 2026)
        {
            restarts++;
            written += Live(path, clock, interval);
            found += TakeArchives(path, zone, interval);
        }
        found += Check(path, zone, interval, stamp: null);
        if (found != written) _violations.Add($"{path}: {written} lines written, {found} found");
        Console.WriteLine($"{zone.Id}, a file each {interval}: {written} lines, {restarts} runs, {_violations.Count} violations");
    }

    /// <summary>One run of some weeks, pauses in it; returns how many lines it wrote, each the time at which it was written.</summary>
    long Live(string path, FakeTimeProvider clock, RotationInterval interval)
    {
        var handle = new MtaioFileHandle();
        var options = new MtaioFileOptions { TimeProvider = clock, Handle = handle };
        var rotation = new RotationOptions { ArchiveName = "{name}.{date}.{n:000}" };
        using var log = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile(
                path, maxBytes: 500, backupCount: null, interval, "{Message:lj}\n", rotation: rotation, options: options)
            .CreateLogger();
        var lines = 0L;
        for (var steps = _random.Next(100, 1500); steps > 0 && clock.GetUtcNow().Year == 2026; steps--)
        {
            log.Information("{Time:l}", clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            handle.FlushAsync().GetAwaiter().GetResult();
            lines++;
            clock.Advance(_random.Next(50) == 0 ? Step * _random.Next(1, 200) : Step);
        }
        return lines;
    }

    long TakeArchives(string path, TimeZoneInfo zone, RotationInterval interval)
    {
        var lines = 0L;
        foreach (var archive in Directory.GetFiles(Path.GetDirectoryName(path)!).Where(f => f != path))
        {
            lines += Check(archive, zone, interval, Path.GetFileName(archive).Split('.')[2]);
            System.IO.File.Delete(archive);
        }
        return lines;
    }

    /// <summary>Compares each line of a file with the period in its name, or for the active file with each other.</summary>
    long Check(string file, TimeZoneInfo zone, RotationInterval interval, string? stamp)
    {
        var format = interval == RotationInterval.Hour ? "yyyy-MM-dd_HH" : "yyyy-MM-dd";
        var lines = System.IO.File.ReadAllLines(file);
        foreach (var line in lines)
        {
            var local = TimeZoneInfo.ConvertTime(DateTimeOffset.ParseExact(line, "O", CultureInfo.InvariantCulture), zone);
            var own = local.ToString(format, CultureInfo.InvariantCulture);
            stamp ??= own;
            if (own != stamp) _violations.Add($"{file}: holds {line}, which is {own} in {zone.Id}");
        }
        if (lines.Length == 0 && stamp is not null) _violations.Add($"{file}: an empty archive");
        return lines.Length;
    }
}
