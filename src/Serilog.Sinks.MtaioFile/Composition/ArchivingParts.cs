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
        if (plan.Rotation is null)
        {
            ActivePath = new FixedPath(plan.Path.Path);
            return;
        }
        var written = new WrittenArchives(context.Clock);
        var naming = plan.Path.Rolling is { } rolling
            ? Rolling(plan.Path, rolling, rotation, calendar, fileSystem, gate, context)
            : Archived(plan.Path, rotation, fileSystem, gate);
        var folder = Folder = naming.Folder;
        var deleter = new ArchiveDeleter(folder, plan.Options.Hooks, context);
        var mover = new ArchiveMover(folder, context);
        var strategy = naming.Strategy(mover, deleter);
        var waiting = WaitingFor(strategy, folder, rotation.BackupCount);
        (ActivePath, Rotation) = (naming.Path, new ArchiveRotation(folder, strategy, mover, waiting));
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
        var leftovers = new Leftovers(folder, Rotation, naming.Path, fileSystem);
        Keeper = new ArchiveKeeper(folder, leftovers, pruner, compressor, written, context)
        {
            Waiting = waiting,
            CloseTimeout = plan.Options.ShutdownTimeout,
        };
    }

    public IActivePath ActivePath { get; }

    /// <summary>The archives; null = the sink makes none.</summary>
    public ArchiveFolder? Folder { get; }

    /// <summary>How the active file becomes an archive; null = it does not.</summary>
    public ArchiveRotation? Rotation { get; }

    /// <summary>Tends the archives in the background; null = the sink makes none.</summary>
    public ArchiveKeeper? Keeper { get; }

    /// <summary>An active file that keeps its path, and becomes an archive by another name.</summary>
    static Naming Archived(LogPath logPath, RotationPlan rotation, IFileSystem fileSystem, PathGate gate)
    {
        var (path, rules) = (logPath.Path, logPath.Rules);
        var (codecs, count) = (rotation.Codecs.All, rotation.BackupCount);
        var pattern = rotation.PatternFor(path);
        var active = new FixedPath(path);
        var names = new ArchiveFileNames(pattern.DirectoryFor(path), new PatternArchiveNames(pattern, rules.Comparison), codecs, rules);
        var folder = new ArchiveFolder(fileSystem, gate, path, active, names)
        {
            Former = FormerOf(logPath, rotation),
            Listings = new LogListings(fileSystem, gate, path, rules),
        };
        if (!pattern.IsDated) return new Naming(active, folder, (mover, deleter) => new NumberedRotation(folder, count, mover, deleter));
        var precision = pattern.PrecisionFor(rotation.Interval);
        return new Naming(active, folder, (mover, _) => new DatedRotation(folder, precision, count, mover));
    }

    /// <summary>Files that keep their names: the active file is the newest one.</summary>
    static Naming Rolling(
        LogPath logPath,
        RollingPattern pattern,
        RotationPlan rotation,
        RotationCalendar calendar,
        IFileSystem fileSystem,
        PathGate gate,
        SinkContext context)
    {
        var (path, rules) = (logPath.Path, logPath.Rules);
        var (names, directory) = (new RollingNames(pattern, rules.Comparison), Path.GetDirectoryName(path) ?? "");
        var precision = pattern.PrecisionFor(rotation.Interval);
        var listings = new LogListings(fileSystem, gate, path, rules);
        var active = new RollingPath(fileSystem, gate, directory, names, precision, calendar, context.Clock) { Listings = listings };
        var fileNames = new ArchiveFileNames(directory, names, rotation.Codecs.All, rules);
        var folder = new ArchiveFolder(fileSystem, gate, path, active, fileNames)
        {
            Former = FormerOf(logPath, rotation),
            Listings = listings,
        };
        return new Naming(active, folder, (_, _) => new RollingRotation(folder, active, rotation.BackupCount));
    }

    static WaitingFiles? WaitingFor(IRotationStrategy strategy, ArchiveFolder folder, int? backupCount) =>
        strategy is NumberedRotation numbered && !(backupCount <= WaitingFiles.UsuallyFew)
            ? new WaitingFiles(folder, numbered, backupCount)
            : null;

    static FormerNames FormerOf(LogPath path, RotationPlan rotation) =>
        FormerNames.Read(rotation.Options.FormerArchiveNames, path.Path, rotation.Codecs.All, path.Rules);

    /// <summary>Where the active file is, and how it becomes an archive.</summary>
    /// <param name="Path">The path of the active file.</param>
    /// <param name="Folder">The archives.</param>
    /// <param name="Strategy">Makes the strategy.</param>
    sealed record Naming(IActivePath Path, ArchiveFolder Folder, Func<ArchiveMover, ArchiveDeleter, IRotationStrategy> Strategy);
}
