using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Reader.Tests.Support;

/// <summary>
/// A log as the option <c>Sequence</c> makes it, written by hand: run records, drop notices, end records and a chain, in several files.
/// </summary>
public sealed class HandLog(RecordShape shape, bool isChained = false, byte[]? key = null)
{
    const string Hyphens = "-------------------------------------------";

    static readonly DateTimeOffset Begin = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    readonly byte[] _previousHash = new byte[32];
    readonly Dictionary<string, long> _last = [];
    readonly HashSet<string> _inFile = [];
    readonly StringBuilder _end = new("-");
    (string End, long Bytes) _before = ("-", 0);
    int _seconds;

    /// <summary>The files, the oldest first; each is a list of records with their line ends.</summary>
    public List<List<string>> Files { get; } = [[]];

    public string Host { get; init; } = "another-host";

    List<string> Current => Files[^1];

    long Bytes => Current.Sum(r => Encoding.UTF8.GetByteCount(r));

    /// <summary>Writes an event.</summary>
    public HandLog Event(string run = "k3x9f2ab", string message = "hello", string properties = "")
    {
        EnsureRunRecord(run);
        Add(run, _last[run] = _last.GetValueOrDefault(run) + 1, "Information", message, properties);
        return this;
    }

    public HandLog Events(int count, string run = "k3x9f2ab")
    {
        for (var i = 0; i < count; i++) Event(run, $"event {i}");
        return this;
    }

    /// <summary>Drops events, and announces them.</summary>
    public HandLog Drop(int count, string run = "k3x9f2ab")
    {
        EnsureRunRecord(run);
        var from = _last.GetValueOrDefault(run) + 1;
        _last[run] = from + count - 1;
        return Announce(count == 1 ? $"{from}" : $"{from}-{from + count - 1}", count, run);
    }

    /// <summary>Drops events, and announces nothing.</summary>
    public HandLog Lose(int count, string run = "k3x9f2ab")
    {
        _last[run] = _last.GetValueOrDefault(run) + count;
        return this;
    }

    /// <summary>Announces dropped numbers.</summary>
    public HandLog Announce(string numbers, int count, string run = "k3x9f2ab")
    {
        const string Reason = "the queue was full";
        EnsureRunRecord(run);
        var message = $"{count} log events were dropped between 2026-11-27 08:00:00.000 +00:00 and 2026-11-27 08:00:01.000 +00:00: " +
            $"{Reason} (Information: {count}), numbers {numbers}";
        var properties = $"\"DroppedEvents\":{count},\"DropReason\":\"{Reason}\",\"DroppedByLevel\":\"Information: {count}\"," +
            $"\"DroppedNumbers\":\"{numbers}\"";
        Add(run, 0, "Warning", message, properties);
        return this;
    }

    /// <summary>Ends a run.</summary>
    public HandLog End(string run = "k3x9f2ab", string dropped = "-")
    {
        EnsureRunRecord(run);
        var last = _last.GetValueOrDefault(run);
        Add(run, 0, "Information", $"Log run {run} ends: last={last} written={last} dropped={dropped}",
            $"\"Run\":\"{run}\",\"LastNumber\":{last},\"WrittenEvents\":{last},\"DroppedNumbers\":\"{dropped}\"");
        return this;
    }

    /// <summary>Begins the next file.</summary>
    public HandLog Rotate()
    {
        _before = (_end.ToString(), Bytes);
        Files.Add([]);
        _inFile.Clear();
        return this;
    }

    /// <summary>Writes the files: the last one is active, and the others have numbers.</summary>
    public string WriteTo(TempFolder folder)
    {
        var path = folder.In("app.log");
        for (var i = 0; i < Files.Count; i++)
        {
            var number = Files.Count - 1 - i;
            File.WriteAllText(number == 0 ? path : $"{path}.{number}", string.Concat(Files[i]));
        }
        return path;
    }

    void EnsureRunRecord(string run)
    {
        if (!_inFile.Add(run)) return;
        var last = _last.GetValueOrDefault(run);
        var (end, bytes) = Current.Count > 0 ? (_end.ToString(), Bytes) : _before;
        var started = Begin.ToString("O", CultureInfo.InvariantCulture);
        Add(run, 0, "Information",
            $"Log run {run} in this file: host={Host} process=4711 started={started} last={last} after={end} bytes={bytes}",
            $"\"Run\":\"{run}\",\"Host\":\"{Host}\",\"ProcessId\":4711,\"Started\":\"{started}\",\"LastNumber\":{last}," +
            $"\"PreviousEnd\":\"{end}\",\"PreviousBytes\":{bytes}");
    }

    void Add(string run, long number, string level, string message, string properties)
    {
        var time = Begin.AddSeconds(_seconds++);
        var record = shape == RecordShape.Json
            ? Json(run, number, time, level, message, properties)
            : Text(run, number, time, level, message);
        Current.Add(isChained ? Chained(record) : record);
        _end.Clear().Append(CultureInfo.InvariantCulture, $"{run}#{number}");
    }

    string Json(string run, long number, DateTimeOffset time, string level, string message, string properties)
    {
        var hash = isChained ? $"\"@hash\":\"{Hyphens}\"," : "";
        var severity = level == "Information" ? "" : $",\"@l\":\"{level}\"";
        var more = properties.Length == 0 ? "" : "," + properties;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{{hash}\"@run\":\"{run}\",\"@q\":{number},\"@t\":\"{time.UtcDateTime:O}\",\"@mt\":\"{message}\"{severity}{more}}}\n");
    }

    string Text(string run, long number, DateTimeOffset time, string level, string message)
    {
        var hash = isChained ? Hyphens + " " : "";
        var brief = level == "Warning" ? "WRN" : "INF";
        return string.Create(
            CultureInfo.InvariantCulture, $"{hash}{time:yyyy-MM-dd HH:mm:ss.fff zzz} [{brief}] {run}#{number} {message}\n");
    }

    string Chained(string record)
    {
        byte[] bytes = [.. _previousHash, .. Encoding.UTF8.GetBytes(record)];
        var hash = key is null ? SHA256.HashData(bytes) : HMACSHA256.HashData(key, bytes);
        hash.CopyTo(_previousHash, 0);
        var text = Convert.ToBase64String(hash).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var start = record.IndexOf(Hyphens, StringComparison.Ordinal);
        return string.Concat(record.AsSpan(0, start), text, record.AsSpan(start + Hyphens.Length));
    }
}
