using System.Globalization;
using Serilog.Sinks.MtaioFile.Reader.Parsing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;
using NumberRange = Serilog.Sinks.MtaioFile.Runs.NumberRange;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>Checks the numbers of all runs, and what run records and end records say.</summary>
sealed class RunChecks(FindingList findings)
{
    const int MostRuns = 50_000;

    readonly Dictionary<ulong, RunState> _runs = [];
    FileState? _oldest;
    (ulong Mark, RunState Run)? _last;
    int _goingOn;

    public bool Any => _runs.Count > 0;

    /// <summary>Whether the beginning or end of any run was read, so that the format of the log shows them.</summary>
    public bool AnyRecord { get; private set; }

    /// <summary>Whether a run begins with a later number than its first, because older files are gone.</summary>
    public bool BeginsLater { get; private set; }

    public IEnumerable<RunState> All => _runs.Values;

    /// <summary>Whether a run has not ended yet.</summary>
    public bool AnyGoesOn => _goingOn > 0;

    /// <summary>Takes note of a numbered record. After an end, as at the end of a process, a run may go on.</summary>
    public void Add(RecordMark mark, bool isEnd, Place place, FileState file)
    {
        _oldest ??= file;
        var run = _last is { } last && last.Mark == mark.Run && last.Run.FileOfRecord == file.Index ? last.Run : RunOf(mark, place, file);
        _last = (mark.Run, run);
        run.LastPlace = place;
        if (!isEnd) GoOn(run);
        if (mark.Number == 0) return;
        if (mark.Number > run.Last)
        {
            run.Gaps.AddGap(run.Last + 1, mark.Number - 1, place);
            run.Last = mark.Number;
        }
        else if (run.Gaps.Fill(mark.Number)) Add(FindingKind.NumberOutOfOrder, place, $"number {mark} comes after {run.Id}#{run.Last}");
        else Add(FindingKind.DoubledNumber, place, $"number {mark} is there a second time, or out of order");
        if (run.First == 0) run.First = mark.Number;
    }

    public void Add(RunRecord record, RecordMark mark, Place place, FileState file)
    {
        AnyRecord = true;
        _oldest ??= file;
        if (!_runs.TryGetValue(mark.Run, out var run)) _runs[mark.Run] = run = New(mark.Run, record, file, place);
        else if (record.LastNumber < run.Last)
        {
            Add(FindingKind.NumberOutOfOrder, place, LastMistake("run", record.LastNumber, run.Last));
        }
        else
        {
            run.Gaps.AddGap(run.Last + 1, record.LastNumber, place);
            run.Last = record.LastNumber;
        }
        if (run.FileOfRecord == file.Index) Add(FindingKind.DoubledNumber, place, $"run {run.Id} has a second run record in this file");
        GoOn(run);
        (run.Record, run.FileOfRecord, run.LastPlace) = (record, file.Index, place);
    }

    public void Add(EndOfRun end, RecordMark mark, Place place)
    {
        AnyRecord = true;
        var run = _runs[mark.Run];
        if (!run.HasEnded) _goingOn--;
        else if (end.LastNumber <= run.Last) Add(FindingKind.DoubledNumber, place, $"run {run.Id} has a second end record");
        run.HasEnded = true;
        if (end.LastNumber < run.Last) Add(FindingKind.NumberOutOfOrder, place, LastMistake("end", end.LastNumber, run.Last));
        run.Gaps.AddGap(run.Last + 1, end.LastNumber, place);
        run.Last = Math.Max(run.Last, end.LastNumber);
    }

    /// <summary>Takes note of numbers that a notice or an end record announces.</summary>
    /// <returns>How many of the numbers were announced before.</returns>
    public KnownNumbers Announce(RecordMark mark, List<NumberRange> numbers, bool isEnd, Place place)
    {
        if (!_runs.TryGetValue(mark.Run, out var run)) return default;
        var (named, doubled) = (0L, 0L);
        foreach (var range in numbers)
        {
            var rest = run.NamedAtEnds.Take(range);
            named += range.Count - rest.Sum(r => r.Count);
            var before = doubled;
            foreach (var part in rest) doubled += run.Gaps.Announce(part);
            if (doubled > before) Add(FindingKind.DoubledNumber, place, $"numbers {range} are announced a second time");
        }
        run.Announced += numbers.Sum(n => n.Count) - named - doubled;
        if (isEnd) numbers.ForEach(run.NamedAtEnds.Add);
        return new KnownNumbers(named, doubled);
    }

    /// <summary>Finds the missing numbers that nothing announces.</summary>
    /// <returns>How many numbers of the run are missing.</returns>
    public long FindMissing(RunState run)
    {
        var missing = 0L;
        foreach (var (range, place) in run.Gaps.Unannounced())
        {
            missing += range.Count;
            var text = range.Count == 1 ? $"number {run.Id}#{range} is missing" : $"numbers {run.Id}#{range} are missing";
            Add(FindingKind.MissingNumbers, place, $"{text} before this record");
        }
        return missing;
    }

    void GoOn(RunState run)
    {
        if (!run.HasEnded) return;
        run.HasEnded = false;
        _goingOn++;
    }

    RunState RunOf(RecordMark mark, Place place, FileState file)
    {
        if (!_runs.TryGetValue(mark.Run, out var run))
        {
            // Which numbers were in earlier files is not known without the run record.
            _runs[mark.Run] = run = new RunState(mark.Run) { Last = Math.Max(0, mark.Number - 1) };
            _goingOn++;
        }
        if (run.FileOfRecord == file.Index) return run;
        run.FileOfRecord = file.Index;
        Add(FindingKind.MissingRunRecord, place, $"the run record of run {run.Id} is missing before its first record in this file");
        return run;
    }

    /// <summary>A run that is read for the first time. Its earlier records may have been in files that retention has deleted.</summary>
    RunState New(ulong id, RunRecord record, FileState file, Place place)
    {
        if (_runs.Count >= MostRuns) Forget();
        var run = new RunState(id) { Last = record.LastNumber };
        var isOlder = file.Index == 0 || record.Started is not { } started || _oldest?.From is not { } from || started < from;
        if (!isOlder) run.Gaps.AddGap(1, record.LastNumber, place);
        else if (record.LastNumber > 0) NoteOlder(run, place);
        _goingOn++;
        return run;
    }

    /// <summary>Lets go of runs of which nothing more can be said.</summary>
    void Forget()
    {
        _last = null;
        foreach (var (id, _) in _runs.Where(r => r.Value.HasEnded && r.Value.Gaps.IsEmpty).Take(MostRuns / 2).ToArray()) _runs.Remove(id);
        if (_runs.Count < MostRuns) return;
        foreach (var id in _runs.Keys.Take(MostRuns / 2).ToArray())
        {
            FindMissing(_runs[id]);
            Add(FindingKind.NotChecked, _runs[id].LastPlace, $"there are so many runs that run {_runs[id].Id} was given up");
            _runs.Remove(id);
        }
    }

    void NoteOlder(RunState run, Place place)
    {
        BeginsLater = true;
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"run {run.Id} begins with number {run.Last + 1}: older files are gone, as retention deletes them");
        findings.Add(FindingKind.BeginsLater, FindingSeverity.Information, place, message);
    }

    static string LastMistake(string record, long said, long found) =>
        string.Create(CultureInfo.InvariantCulture, $"the {record} record says that the last number is {said}, but {found} is there");

    void Add(FindingKind kind, Place place, string message) => findings.Add(kind, FindingSeverity.Error, place, message);
}

/// <summary>How many of announced numbers were announced before.</summary>
/// <param name="ByEnds">By end records, after which the run went on.</param>
/// <param name="ByNotices">By others, which is a mistake.</param>
readonly record struct KnownNumbers(long ByEnds, long ByNotices);
