using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>The archives of <c>app.log</c> in a folder, without a sink: of every codec, numbered unless a test says otherwise.</summary>
sealed class ArchivesUnderTest : IDisposable
{
    readonly TempFolder _folder;
    readonly PathGate _gate;
    readonly IFileSystem _fileSystem;
    readonly WrittenArchives _written = new(TimeProvider.System);

    public ArchivesUnderTest(
        TempFolder folder,
        IArchiveNames? names = null,
        IFileSystem? fileSystem = null,
        IReadOnlyList<ArchiveCodec>? codecs = null)
    {
        _folder = folder;
        _fileSystem = fileSystem ?? PhysicalFileSystem.Instance;
        _gate = PathGate.For(folder["app.log"], shared: false);
        Context = new SinkContext(folder["app.log"], TimeProvider.System) { Reporter = { Listener = Failures } };
        Folder = new ArchiveFolder(
            _fileSystem,
            _gate,
            folder["app.log"],
            new FixedPath(folder["app.log"]),
            new ArchiveFileNames(
                folder.Path,
                names ?? PatternArchiveNames.Of(Some.NumberedNames, "app.log"),
                codecs ?? AllCodecs.List,
                NameRules.Linux));
        Deleter = new ArchiveDeleter(Folder, hooks: null, Context);
        Mover = new ArchiveMover(Folder, Context);
    }

    public ArchiveFolder Folder { get; }

    public ArchiveDeleter Deleter { get; }

    public ArchiveMover Mover { get; }

    public SinkContext Context { get; }

    public CollectingFailureListener Failures { get; } = new();

    /// <summary>Every archive, the newest first, by the names of its files.</summary>
    public IEnumerable<string> Listed => Folder.List()
        .Select(a => string.Join(" + ", a.Files.Select(f => Path.GetFileName(Folder.PathOf(a.Id, f.Codec)))));

    public string? Rotate(IRotationStrategy strategy, DateTime stamp = default)
    {
        using var pass = Folder.Enter();
        return strategy.RotateLocked(_folder["app.log"], stamp);
    }

    /// <summary>Prunes as a rotation of archives that shift does.</summary>
    public void PruneByCount(int? backupCount)
    {
        using var pass = Folder.Enter();
        PrunerBy(new RetentionPolicy(backupCount, Age: null, TotalBytes: null) { IsShifting = true }).PruneByCountLocked();
    }

    public void Prune(RetentionPolicy retention) => PrunerBy(retention).Prune();

    /// <summary>Lets a keeper run until it has nothing left to do.</summary>
    public void Keep(ArchiveCodec? codec, int plainCount = 0)
    {
        var pruner = PrunerBy(new RetentionPolicy(Count: null, Age: null, TotalBytes: null));
        var compressor = codec is null ? null : new ArchiveCompressor(Folder, codec, plainCount, _written, Context);
        var path = new FixedPath(_folder["app.log"]);
        var numbered = new NumberedRotation(Folder, backupCount: null, Mover, Deleter);
        var leftovers = new Leftovers(Folder, new ArchiveRotation(Folder, numbered, Mover, waiting: null), path, _fileSystem);
        using var keeper = new ArchiveKeeper(Folder, leftovers, pruner, compressor, _written, Context)
        {
            CloseTimeout = TimeSpan.FromMinutes(2),
        };
        keeper.Wake();
    }

    ArchivePruner PrunerBy(RetentionPolicy retention) =>
        new(Folder, retention, Deleter, _written, new RotationCalendar(RotationInterval.None, TimeZoneInfo.Utc), Context);

    public void Dispose()
    {
        _gate.Dispose();
        Context.Counters.Retire();
    }
}
