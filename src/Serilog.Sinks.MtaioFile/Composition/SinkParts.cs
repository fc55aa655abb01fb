using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Writing;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>The parts that every sink has, queued or not: from an event to its line, and from a file to its archive.</summary>
sealed class SinkParts
{
    static readonly RotationPlan NoRotation = new(MaxBytes: null, BackupCount: null, RotationInterval.None, new RotationOptions());

    readonly SinkPlan _plan;
    readonly IFileSystem _fileSystem;
    readonly PathGate _gate;
    readonly EventEncoder _encoder;
    readonly ArchiveKeeper? _keeper;

    public SinkParts(SinkPlan plan, IFileSystem fileSystem)
    {
        _plan = plan;
        _fileSystem = fileSystem;
        _gate = GateFor(plan);
        Context = new SinkContext(plan.Path.Path, plan.Options.TimeProvider, plan.Options.HasNumbers);
        var rotation = plan.Rotation ?? NoRotation;
        var zone = rotation.Options.UseUtc ? TimeZoneInfo.Utc : plan.Options.TimeProvider.LocalTimeZone;
        var calendar = new RotationCalendar(rotation.Interval, zone);
        var archiving = new ArchivingParts(plan, rotation, calendar, fileSystem, _gate, Context);
        ActivePath = archiving.ActivePath;
        var options = plan.Options;
        _encoder = new EventEncoder(RendererFor(plan.Formatter), options.Encoding, rotation.MaxBytes, hasNumbers: options.HasNumbers);
        if (Context.Run is { } run) Records = new RunRecords(run, _encoder, Context);
        var trigger = new RotationTrigger(new SizeLimit(rotation.MaxBytes, rotation.SizeRule), calendar, rotation.Options.RotateOnStart);
        Appender = CreateAppender(trigger, archiving);
        var flusher = options.FlushToDiskInterval is { } interval ? new DiskFlusher(Appender, interval, Context) : null;
        _keeper = archiving.Keeper;
        Writer = new LogFileWriter(_encoder, Appender, flusher, archiving.Keeper, new PathWatch(fileSystem, ActivePath), Context);
    }

    public SinkContext Context { get; }

    public IActivePath ActivePath { get; }

    public FileAppender Appender { get; }

    public LogFileWriter Writer { get; }

    /// <summary>Writes the records about the run; null = records have no numbers.</summary>
    public RunRecords? Records { get; }

    /// <summary>Completes when the operation has, and every rotated file has the name of an archive.</summary>
    public Task ThenArchived(Task operation, CancellationToken cancellationToken = default)
    {
        return _keeper is null ? operation : AwaitBothAsync();

        async Task AwaitBothAsync()
        {
            await operation.ConfigureAwait(false);
            await _keeper.WhenArchived().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Announces another formatter.</summary>
    /// <returns>Changes to it; to be called when the events that keep their format are settled.</returns>
    public Action ChangeFormatter(ITextFormatter formatter) => _encoder.ChangeRenderer(RendererFor(formatter));

    ILineRenderer RendererFor(ITextFormatter formatter) => LineRenderers.For(
        formatter,
        _plan.Options.Encoding,
        _plan.Options.ControlCharacters,
        _plan.Options.MaxEventBytes,
        _plan.IsJsonFile,
        _plan.SystemNewLine,
        Context.Run?.Id,
        isChained: _plan.Options.Chain is not null);

    FileAppender CreateAppender(RotationTrigger trigger, ArchivingParts archiving)
    {
        var options = _plan.Options;
        var hooks = new FileHooks(options.Hooks, ActivePath, options.Encoding, _plan.HookNewLine, Context);
        var prefix = new LinePrefix(_fileSystem, ActivePath, options.Encoding, hooks);
        var opener = new ActiveFileOpener(_fileSystem, ActivePath, ActiveFileSettingsFrom(options), prefix, LinkToLatest(), Context);
        var rotation = new FileRotation(opener, ActivePath, archiving.Rotation, archiving.Keeper, hooks, _fileSystem, Records, Context);
        var chain = options.Chain is { } hashes
            ? new RecordChain(hashes.Key, new ChainStart(ActivePath, archiving.Folder, Context))
            : null;
        // A file that is closed for a while has neither header nor footer there.
        var idle = new IdleRule(options.Hooks is null ? options.CloseIdleFileAfter : TimeSpan.MaxValue);
        return new FileAppender(_gate, ActivePath, opener, trigger, rotation, idle, Records, chain, Context);
    }

    /// <exception cref="ArgumentException">Another log of the process has archives of the same names.</exception>
    static PathGate GateFor(SinkPlan plan)
    {
        var gate = PathGate.For(plan.Path.Path, plan.Options.Shared, plan.Options.FileMode);
        var joins = gate.TryJoin(alone: plan.Options.Chain is not null);
        string? owner = null;
        if (joins && (plan.ArchiveNames is null || gate.TryOwnArchives(plan.ArchiveNames, out owner))) return gate;
        gate.Dispose();
        throw joins
            ? OptionsValidator.ArchivesOfAnotherLog(plan.ArchiveNames!, owner!)
            : OptionsValidator.ChainOfAnotherSink(plan.Path.Path);
    }

    LatestLink? LinkToLatest() => _plan.Rotation?.Options.LatestLink is { } name
        ? new LatestLink(_fileSystem, Path.Combine(Path.GetDirectoryName(_plan.Path.Path) ?? "", name), Context)
        : null;

    static ActiveFileSettings ActiveFileSettingsFrom(MtaioFileOptions options) => new()
    {
        Append = options.Append,
        FlushToDiskBeforeClosing = options.FlushToDiskInterval is not null || options.Handle is not null,
        Mode = options.FileMode,
    };
}
