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
        var written = new WrittenArchives(context.Clock);
        var naming = plan.Path.Rolling is { } rolling
            ? Rolling(plan.Path.Path, rolling, rotation, calendar, fileSystem, gate, context)
            : Archived(plan.Path.Path, rotation, fileSystem, gate);
        var folder = naming.Folder;
        var deleter = new ArchiveDeleter(folder, plan.Options.Hooks, context);
        var mover = new ArchiveMover(folder, context);
        var strategy = naming.Strategy(mover, deleter);
        (ActivePath, Strategy) = (naming.Path, new FinishingRotation(strategy, mover));
        var options = rotation.Options;
        var retention = new RetentionPolicy(rotation.BackupCount, options.RetainedAge, options.RetainedBytes)
        {
            AgeRule = rotation.AgeRule,
            IsShifting = strategy is NumberedRotation,
        };
        var pruner = new ArchivePruner(folder, retention, deleter, written, calendar, context);
        var compressor = rotation.Codecs.Chosen is { } codec
            ? new ArchiveCompressor(folder, codec, options.UncompressedArchives, written, context)
            : null;
        Keeper = new ArchiveKeeper(folder, pruner, FinishMoves, compressor, written, context, plan.Options.ShutdownTimeout);

        void FinishMoves() => mover.FinishLocked(fileSystem.FinalTarget(naming.Path.Current), strategy);
    }

    public IActivePath ActivePath { get; }

    public IRotationStrategy Strategy { get; }

    public ArchiveKeeper Keeper { get; }

    /// <summary>An active file that keeps its path, and becomes an archive by another name.</summary>
    static Naming Archived(string path, RotationPlan rotation, IFileSystem fileSystem, PathGate gate)
    {
        var (codecs, count) = (rotation.Codecs.All, rotation.BackupCount);
        var pattern = ArchiveNamePattern.Read(rotation.Options.ArchiveName, path, codecs);
        var active = new FixedPath(path);
        var names = new ArchiveFileNames(pattern.DirectoryFor(path), new PatternArchiveNames(pattern), codecs);
        var folder = new ArchiveFolder(fileSystem, gate, path, active, names) { Former = FormerOf(path, rotation) };
        if (!pattern.IsDated) return new Naming(active, folder, (mover, deleter) => new NumberedRotation(folder, count, mover, deleter));
        var precision = pattern.PrecisionFor(rotation.Interval);
        return new Naming(active, folder, (mover, _) => new DatedRotation(folder, precision, count, mover));
    }

    /// <summary>Files that keep their names: the active file is the newest one.</summary>
    static Naming Rolling(
        string path,
        RollingPattern pattern,
        RotationPlan rotation,
        RotationCalendar calendar,
        IFileSystem fileSystem,
        PathGate gate,
        SinkContext context)
    {
        var (names, directory) = (new RollingNames(pattern), Path.GetDirectoryName(path) ?? "");
        var precision = pattern.PrecisionFor(rotation.Interval);
        var active = new RollingPath(fileSystem, gate, directory, names, precision, calendar, context.Clock);
        var fileNames = new ArchiveFileNames(directory, names, rotation.Codecs.All);
        var folder = new ArchiveFolder(fileSystem, gate, path, active, fileNames) { Former = FormerOf(path, rotation) };
        return new Naming(active, folder, (_, _) => new RollingRotation(folder, active, rotation.BackupCount));
    }

    static FormerNames FormerOf(string path, RotationPlan rotation) =>
        FormerNames.Read(rotation.Options.FormerArchiveNames, path, rotation.Codecs.All);

    /// <summary>Where the active file is, and how it becomes an archive.</summary>
    /// <param name="Path">The path of the active file.</param>
    /// <param name="Folder">The archives.</param>
    /// <param name="Strategy">Makes the strategy.</param>
    sealed record Naming(IActivePath Path, ArchiveFolder Folder, Func<ArchiveMover, ArchiveDeleter, IRotationStrategy> Strategy);
}
