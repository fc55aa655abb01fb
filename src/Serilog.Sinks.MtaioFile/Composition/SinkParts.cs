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
        var archiving = new ArchivingParts(plan, plan.Rotation ?? NoRotation, fileSystem, _gate, Context);
        var rotation = CreateRotation(plan.Rotation ?? NoRotation, active, archiving, hooks);
        Rotator = new FileRotator(_gate, active, rotation, Context);
        var flusher = options.FlushToDiskInterval is { } interval ? new DiskFlusher(Rotator, interval, Context) : null;
        var renderer = LineRenderers.For(plan.Formatter, options.Encoding, options.ControlCharacters, options.MaxEventBytes);
        Writer = new LogFileWriter(new EventEncoder(renderer, options.Encoding), Rotator, flusher, archiving.Keeper, Context);
    }

    public SinkContext Context { get; }

    public FileRotator Rotator { get; }

    public LogFileWriter Writer { get; }

    FileRotation CreateRotation(RotationPlan plan, ActiveFile active, ArchivingParts archiving, FileHooks hooks)
    {
        var clock = _plan.Options.TimeProvider;
        var calendar = new RotationCalendar(plan.Interval, plan.Options.UseUtc ? TimeZoneInfo.Utc : clock.LocalTimeZone);
        var rules = new RotationRules(new RotationPolicy(plan.MaxBytes, plan.BackupCount), calendar, plan.Options.RotateOnStart);
        return new FileRotation(rules, active, archiving.Strategy, archiving.Keeper, hooks, _fileSystem, Context);
    }

    static ActiveFileSettings ActiveFileSettingsFrom(MtaioFileOptions options) => new()
    {
        Encoding = options.Encoding,
        Append = options.Append,
        FlushToDiskBeforeLeaving = options.FlushToDiskInterval is not null || options.Handle is not null,
        Mode = options.FileMode,
    };
}
