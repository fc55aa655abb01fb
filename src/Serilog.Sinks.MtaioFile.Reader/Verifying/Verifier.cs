using Serilog.Sinks.MtaioFile.Reader.Listing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>Reads a log once, from the oldest record to the newest, and collects what all checks find.</summary>
sealed class Verifier(LogLocation location, MtaioLogOptions options)
{
    readonly FindingList _findings = new(options.MaxFindings);
    readonly List<VerifiedFile> _files = [];
    readonly KnownRuns _runs = new();
    bool _isSoFar;
    bool _hasChanged;

    /// <summary>Reads everything.</summary>
    /// <param name="hasChanged">Asked at the end: whether the log was changed meanwhile, and may look incomplete because of that.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public LogVerification Verify(Func<bool> hasChanged, CancellationToken cancellationToken)
    {
        var walk = new LogWalk(location);
        var progress = new ProgressMeter(options.Progress, walk);
        using var chain = new ChainCheck(_findings, options.Key);
        var records = new RecordChecks(_findings, chain, options);
        NoteNames(walk.Listing);
        FileState? previous = null;
        foreach (var walked in walk.Files())
        {
            var file = new FileState(walked.File, _files.Count, previous);
            progress.Begin(walked);
            if (walked.Source is { } source)
            {
                using (source) Read(source, file, records, progress, cancellationToken);
            }
            else NoteUnreadable(file, walked.Mistake);
            progress.End();
            _files.Add(file.ToPublic());
            previous = file.WithoutPrevious();
        }
        _hasChanged = hasChanged();
        return Finish(records, chain);
    }

    void NoteNames(LogListing listing)
    {
        foreach (var finding in listing.Findings)
        {
            var index = listing.Files.TakeWhile(f => f.Path != finding.File).Count();
            _findings.Add(finding.Kind, finding.Severity, new Place(finding.File, index, finding.Line, finding.Offset), finding.Message);
        }
    }

    void NoteUnreadable(FileState file, string? mistake)
    {
        file.IsWhole = false;
        _findings.Add(FindingKind.UnreadableFile, FindingSeverity.Error, file.Start, $"the file cannot be read: {mistake}");
    }

    void Read(LogSource source, FileState file, RecordChecks checks, ProgressMeter progress, CancellationToken cancellationToken)
    {
        var reader = new RecordReader(source, _runs, options.MaxRecordBytes);
        var lines = new LineChecks(_findings, file, reader);
        while (reader.Read())
        {
            file.HasRawOffsets = !source.IsTranscoded;
            cancellationToken.ThrowIfCancellationRequested();
            progress.Count();
            var isRecord = reader.Kind is LineKind.Json or LineKind.Text;
            if (reader is { HasLineEnd: false, IsLast: true } && IsUnfinished(source, reader, file, checks)) break;
            if (lines.Add(isRecord)) checks.Add(reader, file);
        }
        lines.Finish();
        file.Bytes = source.PlainLength;
        if (source.Damage is not { } damage) return;
        file.IsWhole = false;
        var (kind, text) = source.IsCompressed
            ? (FindingKind.DamagedCompression, "the compressed file is damaged from here on")
            : (FindingKind.UnreadableFile, "the file cannot be read from here on");
        _findings.Add(kind, FindingSeverity.Error, lines.End, $"{text}: {damage}");
    }

    /// <summary>Whether the last line is no record: damage, which is found itself, cuts it off, or its writer still writes it.</summary>
    bool IsUnfinished(LogSource source, RecordReader reader, FileState file, RecordChecks checks)
    {
        if (source.Damage is not null) return true;
        if (!file.File.IsActive) return false;
        var isBeingWritten = checks.Runs.All.Any(r => !r.HasEnded && IsAlive(r)) || source.Status.Length > source.RawPosition;
        if (!isBeingWritten) return false;
        _isSoFar = true;
        _findings.Add(
            FindingKind.BeingWritten, FindingSeverity.Information, file.PlaceOf(reader), "the line has no end yet: it is being written");
        return true;
    }

    bool IsAlive(RunState run) => options.IsAlive is { } isAlive ? isAlive(run.ToPublic(0)) : LivingProcess.IsAlive(run.ToPublic(0));

    LogVerification Finish(RecordChecks checks, ChainCheck chain)
    {
        List<LogRun> runs = [];
        foreach (var run in checks.Runs.All)
        {
            if (!run.HasEnded) NoteGoingOn(run);
            runs.Add(run.ToPublic(checks.Runs.FindMissing(run)));
        }
        checks.Transactions.Finish(hasNumbers: checks.Runs.Any);
        chain.Finish();
        if (!checks.Runs.AnyRecord)
        {
            _findings.Excuse(
                "the format of the log does not show the records of the sink", FindingKind.MissingRunRecord, FindingKind.NoEndRecord);
        }
        if (_hasChanged)
        {
            _findings.Excuse(
                "the log was rotated while it was read; verify it again",
                FindingKind.MissingNumbers,
                FindingKind.MissingArchive,
                FindingKind.MissingRunRecord,
                FindingKind.PreviousMismatch,
                FindingKind.NoEndRecord);
        }
        var announced = checks.Drops.Events;
        return new LogVerification
        {
            Verdict = _findings.HasErrors ? Verdict.Incomplete
                : announced > 0 ? Verdict.CompleteButForAnnouncedLosses
                : Verdict.Complete,
            IsSoFar = _isSoFar,
            HasNumbers = checks.Runs.Any,
            BeginsLater = checks.Runs.BeginsLater,
            HasChain = chain.Any,
            Records = _files.Sum(f => f.Records),
            Bytes = _files.Sum(f => f.Bytes),
            AnnouncedLosses = announced,
            Findings = _findings.InOrder(),
            FurtherFindings = _findings.Further,
            DropsByReason = checks.Drops.ByReason,
            DropsByLevel = checks.Drops.ByLevel,
            RecordsByLevel = checks.RecordsByLevel(),
            Runs = runs,
            Files = _files,
        };
    }

    void NoteGoingOn(RunState run)
    {
        if (IsAlive(run))
        {
            _isSoFar = true;
            _findings.Add(FindingKind.RunGoesOn, FindingSeverity.Information, run.LastPlace, $"run {run.Id} goes on: its process is alive");
            return;
        }
        _findings.Add(
            FindingKind.NoEndRecord,
            FindingSeverity.Error,
            run.LastPlace,
            $"run {run.Id} has no end record, and its process is not alive: later records may be missing");
    }
}
