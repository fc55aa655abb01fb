using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Writing;







namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>What every sink has, queued or not: the way from an event to the bytes in a file, and what becomes of the file.</summary>
sealed class SinkParts
{
    static readonly RotationPlan NoRotation = new(MaxBytes: null, BackupCount: null, RotationInterval.None, new RotationOptions());

    readonly SinkPlan _plan;
    readonly IFileSystem _fileSystem;
    readonly PathGate _gate;

    public SinkParts(SinkPlan plan, IFileSystem fileSystem)
    {
        (_plan, _fileSystem) = (plan, fileSystem);
        var (path, options, clock) = (plan.Path, plan.Options, plan.Options.TimeProvider);
        _gate = PathGate.For(path, options.Shared);
        Context = new SinkContext(path, clock);
        var hooks = new FileHooks(options.Hooks, options.Encoding, Context.Reporter);
        var active = new ActiveFile(fileSystem, path, ActiveFileSettingsFrom(options), hooks, clock);
        var keeper = CreateKeeper(plan.Rotation ?? NoRotation);
        var rotation = CreateRotation(plan.Rotation ?? NoRotation, active, keeper, hooks);
        Rotator = new FileRotator(_gate, active, rotation, Context);
        var flusher = options.FlushToDiskInterval is { } interval ? new DiskFlusher(Rotator, interval, Context) : null;
        var renderer = LineRenderers.For(plan.Formatter, options.Encoding, options.ControlCharacters, options.MaxEventBytes);
        Writer = new LogFileWriter(new EventEncoder(renderer, options.Encoding), Rotator, flusher, keeper, Context);
    }

    public SinkContext Context { get; }

    public FileRotator Rotator { get; }

    public LogFileWriter Writer { get; }

    string FolderPath => Path.GetDirectoryName(_plan.Path) ?? "";

    string FileName => Path.GetFileName(_plan.Path);

    FileRotation CreateRotation(RotationPlan plan, ActiveFile active, ArchiveKeeper keeper, FileHooks hooks)
    {
        var clock = _plan.Options.TimeProvider;
        var calendar = new RotationCalendar(plan.Interval, plan.Options.UseUtc ? TimeZoneInfo.Utc : clock.LocalTimeZone);
        var rules = new RotationRules(new RotationPolicy(plan.MaxBytes, plan.BackupCount), calendar, plan.Options.RotateOnStart);
        return new FileRotation(rules, active, CreateArchiver(plan), keeper, hooks, _fileSystem, Context);
    }

    IArchiver CreateArchiver(RotationPlan plan) => plan.Options.Naming == ArchiveNaming.Dated
        ? new DatedArchiver(_fileSystem, FolderPath, new DatedArchiveNames(FileName), DatedArchiveNames.PrecisionFor(plan.Interval), plan.BackupCount)
        : new ArchiveShifter(_fileSystem, FolderPath, new ArchiveNames(FileName), plan.BackupCount, _plan.Options.Hooks is { } hooks ? hooks.OnArchiveDeleting : null);

    ArchiveKeeper CreateKeeper(RotationPlan plan)
    {
        var (options, isDated) = (plan.Options, plan.Options.Naming == ArchiveNaming.Dated);
        var catalog = new ArchiveCatalog(_fileSystem, FolderPath, isDated ? new DatedArchiveNames(FileName) : new ArchiveNames(FileName));
        // Numbered archives are counted by the shift itself.
        var retention = new RetentionPolicy(isDated ? plan.BackupCount : null, options.RetainedAge, options.RetainedBytes);
        var pruner = new ArchivePruner(_gate, catalog, _fileSystem, _plan.Options.Hooks, Context);
        var compressor = new ArchiveCompressor(_gate, catalog, _fileSystem, options.UncompressedArchives, _plan.Path);
        var compresses = options.Compression == ArchiveCompression.GZip;
        return new ArchiveKeeper(pruner, retention, compressor, compresses, Context, _plan.Options.ShutdownTimeout);
    }

    static ActiveFileSettings ActiveFileSettingsFrom(MtaioFileOptions options) => new()
    {
        Encoding = options.Encoding,
        Append = options.Append,
        FlushToDiskBeforeLeaving = options.FlushToDiskInterval is not null || options.Handle is not null,
        Mode = options.FileMode,
    };
}
