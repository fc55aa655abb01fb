using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Timing;



namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Rotates the active file when it is time to, and puts up with it when that fails.</summary>
sealed class FileRotation(
    RotationRules rules,
    ActiveFile file,
    IArchiver archiver,
    ArchiveKeeper keeper,
    FileHooks hooks,
    IFileSystem fileSystem,
    SinkCounters counters,
    FailureReporter reporter,
    TimeProvider timeProvider,
    string path)
{
    readonly RotationSchedule _schedule = new(rules.Calendar);
    readonly RetryBackoff _retry = new(timeProvider);
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
        if (!IsDue(line) || _retry.Remaining > TimeSpan.Zero) return;
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
            var message = $"could not rotate {path}, which grows beyond its limit until it can be";
            if (_retry.Fail()) reporter.ReportTemporary(message, ex);
            else reporter.Count(message, ex);
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
        var archive = archiver.Archive(fileSystem.FinalTarget(path), rules.StampOf(_schedule.Current, timeProvider.GetUtcNow()));
        file.Close();
        counters.Rotate();
        _retry.Succeed();
        _rotateOnStart = false;
        if (archive is not null) hooks.Rotated(path, archive);
        DeleteSurplus();
        keeper.Wake();
    }

    /// <summary>Rotates an idle file whose period is over.</summary>
    /// <returns>After how long there is something to do again.</returns>
    public TimeSpan Tend()
    {
        if (!file.IsOpen) return Timeout.InfiniteTimeSpan;
        if (_schedule.IsOver(timeProvider.GetUtcNow())) file.CheckPath();
        if (!file.IsOpen) return Timeout.InfiniteTimeSpan;
        RotateIfDue([]);
        return _retry.IsFailing ? _retry.Remaining : _schedule.Remaining(timeProvider.GetUtcNow());
    }

    /// <summary>A file that was just opened belongs to the period of its last write; an empty one to that of now.</summary>
    void TakeNoteOfFile()
    {
        var isNew = file.Openings != _knownOpening;
        var isFirst = _knownOpening == 0;
        _knownOpening = file.Openings;
        var now = timeProvider.GetUtcNow();
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
        return _rotateOnStart || _schedule.IsOver(timeProvider.GetUtcNow()) || rules.Size.IsDue(file.Length, file.PrefixFor(line).Length + line.Length);
    }

    void WriteFooter()
    {
        if (_footedOpening == file.Openings) return;
        _footedOpening = file.Openings;
        var footer = hooks.FooterFor(path);
        if (footer.Length == 0) return;
        var before = file.Length;
        if (file.TryAppend([.. file.PrefixFor(footer), .. footer], out var written) is not { } failure) return;
        if (written > 0) file.CutBack(before);
        reporter.ReportTemporary($"could not write the footer of {path}", failure);
    }

    void DeleteSurplus()
    {
        try
        {
            archiver.DeleteSurplus();
        }
        catch (Exception ex)
        {
            reporter.ReportTemporary($"could not delete archives of {path} that are no longer kept", ex);
        }
    }
}
