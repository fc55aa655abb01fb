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

    public SinkParts(SinkPlan plan, IFileSystem fileSystem)
    {
        _plan = plan;
        _fileSystem = fileSystem;
        _gate = PathGate.For(plan.Path, plan.Options.Shared);
        Context = new SinkContext(plan.Path, plan.Options.TimeProvider);
        var rotation = plan.Rotation ?? NoRotation;
        var keeper = CreateKeeper(rotation);
        Appender = CreateAppender(rotation, keeper);
        Writer = CreateWriter(keeper);
    }

    public SinkContext Context { get; }

    public FileAppender Appender { get; }

    public LogFileWriter Writer { get; }

    string FolderPath => Path.GetDirectoryName(_plan.Path) ?? "";

    string FileName => Path.GetFileName(_plan.Path);

    LogFileWriter CreateWriter(ArchiveKeeper keeper)
    {
        var options = _plan.Options;
        var renderer = LineRenderers.For(_plan.Formatter, options.Encoding, options.ControlCharacters, options.MaxEventBytes);
        var encoder = new EventEncoder(renderer, options.Encoding);
        var flusher = options.FlushToDiskInterval is { } interval ? new DiskFlusher(Appender, interval, Context) : null;
        return new LogFileWriter(encoder, Appender, flusher, keeper, Context);
    }

    FileAppender CreateAppender(RotationPlan rotating, ArchiveKeeper keeper)
    {
        var options = _plan.Options;
        var hooks = new FileHooks(options.Hooks, options.Encoding, Context);
        var prefix = new LinePrefix(_fileSystem, _plan.Path, options.Encoding, hooks);
        var opener = new ActiveFileOpener(_fileSystem, ActiveFileSettingsFrom(options), prefix, Context);
        var rotation = new FileRotation(opener, CreateArchiver(rotating), keeper, hooks, _fileSystem, Context);
        return new FileAppender(_gate, opener, CreateTrigger(rotating), rotation, Context);
    }

    RotationTrigger CreateTrigger(RotationPlan plan)
    {
        var zone = plan.Options.UseUtc ? TimeZoneInfo.Utc : _plan.Options.TimeProvider.LocalTimeZone;
        return new RotationTrigger(new SizeLimit(plan.MaxBytes), new RotationCalendar(plan.Interval, zone), plan.Options.RotateOnStart);
    }

    IArchiver CreateArchiver(RotationPlan plan) => plan.Options.Naming == ArchiveNaming.Dated
        ? new DatedArchiver(
            _fileSystem,
            FolderPath,
            new DatedArchiveNames(FileName),
            DatedArchiveNames.PrecisionFor(plan.Interval),
            plan.BackupCount)
        : new ArchiveShifter(
            _fileSystem,
            FolderPath,
            new ArchiveNames(FileName),
            plan.BackupCount,
            _plan.Options.Hooks is { } hooks ? hooks.OnArchiveDeleting : null);

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
        Append = options.Append,
        FlushToDiskBeforeClosing = options.FlushToDiskInterval is not null || options.Handle is not null,
        Mode = options.FileMode,
    };
}
