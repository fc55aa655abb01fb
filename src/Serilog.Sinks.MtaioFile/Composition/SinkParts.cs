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
        _gate = PathGate.For(plan.Path, plan.Options.Shared, plan.Options.FileMode);
        Context = new SinkContext(plan.Path, plan.Options.TimeProvider);
        var rotation = plan.Rotation ?? NoRotation;
        var zone = rotation.Options.UseUtc ? TimeZoneInfo.Utc : plan.Options.TimeProvider.LocalTimeZone;
        var calendar = new RotationCalendar(rotation.Interval, zone);
        var archiving = new ArchivingParts(plan, rotation, calendar, fileSystem, _gate, Context);
        var trigger = new RotationTrigger(new SizeLimit(rotation.MaxBytes), calendar, rotation.Options.RotateOnStart);
        Appender = CreateAppender(trigger, archiving);
        Writer = CreateWriter(archiving);
    }

    public SinkContext Context { get; }

    public FileAppender Appender { get; }

    public LogFileWriter Writer { get; }

    LogFileWriter CreateWriter(ArchivingParts archiving)
    {
        var options = _plan.Options;
        var renderer = LineRenderers.For(_plan.Formatter, options.Encoding, options.ControlCharacters, options.MaxEventBytes);
        var encoder = new EventEncoder(renderer, options.Encoding, _plan.Rotation?.MaxBytes);
        var flusher = options.FlushToDiskInterval is { } interval ? new DiskFlusher(Appender, interval, Context) : null;
        return new LogFileWriter(encoder, Appender, flusher, archiving.Keeper, new PathWatch(_fileSystem, Context), Context);
    }

    FileAppender CreateAppender(RotationTrigger trigger, ArchivingParts archiving)
    {
        var options = _plan.Options;
        var hooks = new FileHooks(options.Hooks, options.Encoding, Context);
        var prefix = new LinePrefix(_fileSystem, _plan.Path, options.Encoding, hooks);
        var opener = new ActiveFileOpener(_fileSystem, ActiveFileSettingsFrom(options), prefix, Context);
        var rotation = new FileRotation(opener, archiving.Strategy, archiving.Keeper, hooks, _fileSystem, Context);
        return new FileAppender(_gate, opener, trigger, rotation, Context);
    }

    static ActiveFileSettings ActiveFileSettingsFrom(MtaioFileOptions options) => new()
    {
        Append = options.Append,
        FlushToDiskBeforeClosing = options.FlushToDiskInterval is not null || options.Handle is not null,
        Mode = options.FileMode,
    };
}
