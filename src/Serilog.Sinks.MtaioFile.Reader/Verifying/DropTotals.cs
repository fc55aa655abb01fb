using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Reader.Parsing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>Sums the losses that the log announces.</summary>
sealed class DropTotals
{
    const int MostReasons = 100;
    const string AtEnd = "announced at the end of a run";
    const string OtherReasons = "other reasons";

    readonly Dictionary<string, long> _byReason = new(StringComparer.Ordinal);
    readonly Dictionary<LogEventLevel, long> _byLevel = [];

    public long Events { get; private set; }

    public IReadOnlyDictionary<string, long> ByReason => _byReason;

    public IReadOnlyDictionary<LogEventLevel, long> ByLevel => _byLevel;

    /// <summary>Adds what a notice announces.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="known">Its numbers that were counted before. The notice knows better than an end record why they were dropped.</param>
    public void Add(DropNotice notice, KnownNumbers known)
    {
        Add(-known.ByEnds, AtEnd);
        var added = notice.Events - known.ByNotices;
        if (added <= 0) return;
        Add(added, notice.Reason);
        foreach (var part in notice.ByLevel.Split(", "))
        {
            if (part.Split(": ") is not [var name, var count]) continue;
            if (LevelText.Parse(System.Text.Encoding.UTF8.GetBytes(name)) is not { } level) continue;
            if (long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var events))
                _byLevel[level] = _byLevel.GetValueOrDefault(level) + events;
        }
    }

    /// <summary>Adds what an end record announces.</summary>
    public void AddAtEnd(long events) => Add(events, AtEnd);

    void Add(long events, string reason)
    {
        if (events == 0) return;
        Events += events;
        if (!_byReason.ContainsKey(reason) && _byReason.Count >= MostReasons) reason = OtherReasons;
        _byReason[reason] = _byReason.GetValueOrDefault(reason) + events;
        if (_byReason[reason] == 0) _byReason.Remove(reason);
    }
}
