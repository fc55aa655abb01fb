using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Reader.Parsing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>Checks the records of a log, one after the other.</summary>
sealed class RecordChecks(FindingList findings, ChainCheck chain, MtaioLogOptions options)
{
    readonly PreviousCheck _previous = new(findings);
    readonly long[] _byLevel = new long[(int)LogEventLevel.Fatal + 1];
    DateTimeOffset? _logFrom;
    DateTimeOffset? _last;
    bool _isAnyRead;
    bool _isUnnumberedNoted;

    public RunChecks Runs { get; } = new(findings);

    public TransactionChecks Transactions { get; } = new(findings);

    public DropTotals Drops { get; } = new();

    public Dictionary<LogEventLevel, long> RecordsByLevel() =>
        Enum.GetValues<LogEventLevel>().Where(l => _byLevel[(int)l] > 0).ToDictionary(l => l, l => _byLevel[(int)l]);

    public void Add(RecordReader reader, FileState file)
    {
        var place = file.PlaceOf(reader);
        var facts = FactsOf(reader, out var isWhole);
        if (!isWhole) NoteTorn(reader, place);
        else if (!reader.HasLineEnd) NoteNoLineEnd(reader, place);
        AddTime(facts.Time, place, file);
        if (facts.Level is { } level) _byLevel[(int)level]++;
        var own = reader.Mark.IsOwn || (!reader.Mark.IsPresent && facts.IsDropNotice) ? OwnRecord.Read(reader.Content) : null;
        if (isWhole || reader.IsCut) AddToChain(reader, own, place);
        AddToRun(reader, own, place, file);
        if (facts.TransactionId is { } id) Transactions.Add(id, facts.TransactionRecords, facts.Level, place, _logFrom, Drops.Events > 0);
        file.Records++;
        if (reader.Mark.IsPresent || isWhole) file.LastMark = (reader.Mark, isWhole ? reader.Mark : file.LastMark.Whole);
    }

    static TextFacts FactsOf(RecordReader reader, out bool isWhole)
    {
        if (reader.Kind != LineKind.Json)
        {
            isWhole = reader.HasLineEnd;
            return TextFacts.Read(reader.Content);
        }
        // Of a record that is too long, only the beginning is known, and nothing is said of its end.
        isWhole = JsonFacts.TryRead(reader.Content, out var json) || reader.IsCut;
        return new TextFacts(json.Time, json.Level, json.TransactionId, json.TransactionRecords, json.IsDropNotice);
    }

    void NoteTorn(RecordReader reader, Place place)
    {
        var message = reader.Kind != LineKind.Json ? "the last line has no end: it may be cut off"
            : reader.Content is [.., (byte)'}'] ? "the JSON of the record is broken: it may be two records of which the first is cut off"
            : "the record is cut off";
        findings.Add(FindingKind.TornLine, FindingSeverity.Error, place, message);
    }

    void NoteNoLineEnd(RecordReader reader, Place place)
    {
        if (reader.IsLast)
            findings.Add(FindingKind.TornLine, FindingSeverity.Warning, place, "the record is whole, but its line has no end");
    }

    void AddTime(DateTimeOffset? time, Place place, FileState file)
    {
        if (time is not { } now) return;
        _logFrom ??= now;
        file.From ??= now;
        file.Until = now;
        if (options.SilentSpan is { } span && _last is { } last && now - last > span)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture, $"there is no record from {last:yyyy-MM-dd HH:mm:ss.fff zzz} on for {now - last:c}");
            findings.Add(FindingKind.SilentSpan, FindingSeverity.Warning, place, message);
        }
        _last = now;
    }

    void AddToChain(RecordReader reader, OwnRecord? own, Place place)
    {
        // The first record of a log says so.
        var isFirstOfLog = own is RunRecord { PreviousEnd: "-", PreviousBytes: 0 };
        chain.Add(reader, place, isBeginning: !_isAnyRead && !isFirstOfLog);
        _isAnyRead = true;
    }

    void AddToRun(RecordReader reader, OwnRecord? own, Place place, FileState file)
    {
        var mark = reader.Mark;
        if (!mark.IsPresent)
        {
            if (own is DropNotice unnumbered) Drops.Add(unnumbered, known: default);
            NoteUnnumbered(place);
            return;
        }
        if (own is RunRecord run && run.Run == mark.RunText)
        {
            _previous.Check(run, place, file);
            Runs.Add(run, mark, place, file);
            return;
        }
        Runs.Add(mark, own is EndOfRun, place, file);
        if (own is DropNotice notice) Drops.Add(notice, Runs.Announce(mark, NumbersText.Read(notice.Numbers), isEnd: false, place));
        if (own is EndOfRun end) AddEnd(end, mark, place);
    }

    void AddEnd(EndOfRun end, RecordMark mark, Place place)
    {
        var dropped = NumbersText.Read(end.Dropped);
        var known = Runs.Announce(mark, dropped, isEnd: true, place);
        Drops.AddAtEnd(dropped.Sum(d => d.Count) - known.ByEnds - known.ByNotices);
        Runs.Add(end, mark, place);
    }

    /// <summary>A record without number, while a run goes on in the file: another program may have written it.</summary>
    void NoteUnnumbered(Place place)
    {
        if (_isUnnumberedNoted || !Runs.AnyGoesOn) return;
        _isUnnumberedNoted = true;
        const string Message = "the record has no number, among others that have one; further ones are not listed";
        findings.Add(FindingKind.NotARecord, FindingSeverity.Warning, place, Message);
    }
}
