using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Rotation;







namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Rotates the active file when it is time to, and puts up with it when that fails.</summary>
sealed class FileRotation(
    RotationRules rules,
    ActiveFile file,
    IRotationStrategy strategy,
    ArchiveKeeper keeper,
    FileHooks hooks,
    IFileSystem fileSystem,
    SinkContext context)
{
    readonly string _path = context.Path;
    readonly RotationSchedule _schedule = new(rules.Calendar);
    readonly FailureEpisode _episode = new(context.Reporter, context.Clock);
    bool _rotateOnStart = rules.RotateOnStart;
    int _knownOpening;
    int _footedOpening;

    public RotationPolicy Size => rules.Size;

    /// <summary>Whether the file rotates by time, and so without events too.</summary>
    public bool HasPeriods => rules.Calendar.Interval != RotationInterval.None;

    /// <summary>Rotates the prepared file if this line should not go into it any more; leaves a prepared file.</summary>
    public void RotateIfDue(ReadOnlySpan<byte> line)
    {
        TakeNoteOfFile();
        if (!IsDue(line) || _episode.Remaining > TimeSpan.Zero) return;
        // What stands at the path is about to be renamed: it must be our file.
        file.Prepare(checkPath: true);
        TakeNoteOfFile();
        if (!IsDue(line)) return;
        try
        {
            Rotate();
        }
        catch (Exception ex)
        {
            _episode.Fail($"could not rotate {_path}, which grows beyond its limit until it can be", ex);
        }
        file.Prepare(checkPath: false);
        TakeNoteOfFile();
    }

    /// <summary>Archives the prepared file, whose path means nothing after that.</summary>
    /// <exception cref="IOException">The file could not be renamed; it goes on being written.</exception>
    public void Rotate()
    {
        TakeNoteOfFile();
        WriteFooter();
        var archive = strategy.RotateLocked(fileSystem.FinalTarget(_path), rules.StampOf(_schedule.Current, context.Clock.GetUtcNow()));
        file.Close();
        context.Counters.Rotate();
        _episode.Succeed();
        _rotateOnStart = false;
        if (archive is not null) hooks.Rotated(_path, archive);
        DeleteSurplus();
        keeper.Wake();
    }

    /// <summary>Rotates an idle file whose period is over.</summary>
    /// <returns>After how long there is something to do again.</returns>
    public TimeSpan Tend()
    {
        if (!file.IsOpen) return Timeout.InfiniteTimeSpan;
        if (_schedule.IsOver(context.Clock.GetUtcNow())) file.CheckPath();
        if (!file.IsOpen) return Timeout.InfiniteTimeSpan;
        RotateIfDue([]);
        return _episode.IsOn ? _episode.Remaining : _schedule.Remaining(context.Clock.GetUtcNow());
    }

    /// <summary>A file that was just opened belongs to the period of its last write; an empty one to that of now.</summary>
    void TakeNoteOfFile()
    {
        var isNew = file.Openings != _knownOpening;
        var isFirst = _knownOpening == 0;
        _knownOpening = file.Openings;
        var now = context.Clock.GetUtcNow();
        if (file.Length == 0)
        {
            _rotateOnStart = false;
            if (isNew || _schedule.IsOver(now)) _schedule.Begin(now, now);
        }
        else if (isNew)
        {
            _schedule.Begin(file.LastWrite, now);
        }
        if (isFirst) keeper.Wake();
    }

    bool IsDue(ReadOnlySpan<byte> line)
    {
        if (!file.IsRegular || file.Length == 0) return false;
        return _rotateOnStart || _schedule.IsOver(context.Clock.GetUtcNow()) || rules.Size.IsDue(file.Length, file.PrefixFor(line).Length + line.Length);
    }

    void WriteFooter()
    {
        if (_footedOpening == file.Openings) return;
        _footedOpening = file.Openings;
        var footer = hooks.FooterFor(_path);
        if (footer.Length == 0) return;
        var before = file.Length;
        if (file.TryAppend([.. file.PrefixFor(footer), .. footer], out var written) is not { } failure) return;
        if (written > 0) file.CutBack(before);
        context.Reporter.ReportTemporary($"could not write the footer of {_path}", failure);
    }

    void DeleteSurplus()
    {
        try
        {
            strategy.PruneByCountLocked();
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"could not delete archives of {_path} that are no longer kept", ex);
        }
    }
}
