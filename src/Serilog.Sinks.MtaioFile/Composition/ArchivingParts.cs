using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Creates the parts that rotate, prune and compress.</summary>
sealed class ArchivingParts
{
    public ArchivingParts(
        SinkPlan plan,
        RotationPlan rotation,
        RotationCalendar calendar,
        IFileSystem fileSystem,
        PathGate gate,
        SinkContext context)
    {
        var options = rotation.Options;
        var pattern = ArchiveNamePattern.Read(options.ArchiveName, Path.GetFileName(plan.Path));
        var folder = new ArchiveFolder(fileSystem, gate, plan.Path, new PatternArchiveNames(pattern), ArchiveCodecs.Known)
        {
            Former = FormerNames.Read(options.FormerArchiveNames, Path.GetFileName(plan.Path), ArchiveCodecs.Known),
        };
        var written = new WrittenArchives(context.Clock);
        var deleter = new ArchiveDeleter(folder, plan.Options.Hooks, context);
        Strategy = pattern.IsDated
            ? new DatedRotation(folder, pattern.PrecisionFor(rotation.Interval), rotation.BackupCount)
            : new NumberedRotation(folder, rotation.BackupCount, deleter);
        var retention = new RetentionPolicy(rotation.BackupCount, options.RetainedAge, options.RetainedBytes)
        {
            IsShifting = !pattern.IsDated,
        };
        var pruner = new ArchivePruner(folder, retention, deleter, written, calendar, context);
        var compressor = rotation.Codec is { } codec
            ? new ArchiveCompressor(folder, codec, options.UncompressedArchives, written, context)
            : null;
        Keeper = new ArchiveKeeper(folder, pruner, compressor, written, context, plan.Options.ShutdownTimeout);
    }

    public IRotationStrategy Strategy { get; }

    public ArchiveKeeper Keeper { get; }
}
