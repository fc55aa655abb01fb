namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>A begin or an end of a run.</summary>
readonly record struct RunEvent(DateTimeOffset Time, string Run, bool IsEnd);

/// <summary>When runs began and ended, as far as their records tell.</summary>
/// <param name="kept">How many are kept; the latest ones.</param>
sealed class RunEvents(int kept)
{
    readonly Queue<RunEvent> _events = new();
    readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    public IReadOnlyCollection<RunEvent> Events => _events;

    public void Add(in ReportRecord record)
    {
        if (record is not { Run: { } run, Time: { } time }) return;
        var isEnd = record.Kind == RecordKind.EndOfRun;
        if (!isEnd && !IsNew(run)) return;
        if (_events.Count == kept) _events.Dequeue();
        _events.Enqueue(new(time, run, isEnd));
    }

    /// <summary>Each file has a run record for each run in it: only the first one is a begin.</summary>
    bool IsNew(string run)
    {
        if (_begun.Count > 4 * kept) _begun.Clear();
        return _begun.Add(run);
    }
}
