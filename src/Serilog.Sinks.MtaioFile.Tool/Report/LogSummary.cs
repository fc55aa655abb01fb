namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>
/// What the report shows of the records, gathered in one pass. Its memory depends on the number of files and on these limits, and on
/// nothing else in the log.
/// </summary>
sealed class LogSummary
{
    const int MostBuckets = 300;
    const int MostTemplates = 2_000;
    const int MostTransactions = 20;
    const int MostSpans = 100;
    const int MostRuns = 200;

    readonly Dictionary<string, FileSummary> _files = new(StringComparer.Ordinal);
    readonly RunEvents _runs = new(MostRuns);
    readonly SilentSpans _silence = new(MostSpans);
    FileSummary? _current;

    /// <param name="files">The files of the log, the oldest first.</param>
    public LogSummary(IEnumerable<ReportFile> files)
    {
        foreach (var file in files) _files.TryAdd(file.Path, new(file));
    }

    public LevelCounts Counts { get; } = new();

    public long Records => Counts.Total;

    /// <summary>How many records have no time.</summary>
    public long Untimed { get; private set; }

    public DateTimeOffset? From { get; private set; }

    public DateTimeOffset? Until { get; private set; }

    public TimeHistogram Histogram { get; } = new(MostBuckets);

    public TemplateTally Templates { get; } = new(MostTemplates);

    public TemplateTally ErrorTemplates { get; } = new(MostTemplates);

    public TransactionTally Transactions { get; } = new(MostTransactions);

    public DroppedSpans Dropped { get; } = new(MostSpans);

    public IReadOnlyCollection<FileSummary> Files => _files.Values;

    public IReadOnlyCollection<RunEvent> Runs => _runs.Events;

    /// <summary>When files were begun while another one was there.</summary>
    public IEnumerable<DateTimeOffset> Rotations => _files.Values.Skip(1).Select(f => f.Begun).OfType<DateTimeOffset>();

    public void Add(in ReportRecord record)
    {
        Counts.Add(record.Level);
        Templates.Add(record);
        if (record.IsError) ErrorTemplates.Add(record);
        FileOf(record.Place.File).Add(record);
        if (record.Time is { } time) AddTime(time, record);
        else Untimed++;
        if (record.Transaction is { } end) Transactions.Add(end, record.Time, record.Place);
        if (record.Dropped is { } dropped) Dropped.Add(dropped);
        _runs.Add(record);
    }

    /// <summary>The stretches of time without records.</summary>
    /// <param name="limit">How long they last at least; null = a fiftieth of the time of the log, at least a minute.</param>
    public IReadOnlyList<SilentSpan> SilentSpans(TimeSpan? limit) => _silence.LongerThan(limit ?? DefaultSilence);

    public TimeSpan DefaultSilence
    {
        get
        {
            var fiftieth = (Until - From) / 50 ?? TimeSpan.Zero;
            return fiftieth < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(Math.Floor(fiftieth.TotalSeconds));
        }
    }

    void AddTime(DateTimeOffset time, in ReportRecord record)
    {
        Histogram.Add(time, record.Level);
        _silence.Add(time, record.Kind == RecordKind.EndOfRun);
        From = From < time ? From : time;
        Until = Until > time ? Until : time;
    }

    FileSummary FileOf(string path)
    {
        if (_current is { } current && string.Equals(current.File.Path, path, StringComparison.Ordinal)) return current;
        if (!_files.TryGetValue(path, out var file)) _files.Add(path, file = new(new ReportFile(path)));
        return _current = file;
    }
}
