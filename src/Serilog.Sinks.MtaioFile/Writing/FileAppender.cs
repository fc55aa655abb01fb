using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Owns the active file: appends whole lines, and rotates the file first where a rotation is due. Each operation holds the path's gate, so
/// that no other writer of the path comes between its steps.
/// </summary>
sealed class FileAppender(
    PathGate gate,
    IActivePath path,
    ActiveFileOpener opener,
    RotationTrigger trigger,
    FileRotation rotation,
    IdleRule idle,
    RunRecords? records,
    RecordChain? chain,
    SinkContext context) : IDisposable
{
    // Under the gate; read without it.
    volatile bool _hasBeenOpened;

    // Under the gate.
    bool _otherProcessReported;
    Func<int, long>? _numberOf;
    ActiveFile? _fileOfPeriod;

    /// <summary>Whether appended bytes were not yet flushed to disk.</summary>
    public bool HasUnflushedBytes => opener.HasUnflushedBytes;

    /// <summary>The number of the last event that was appended; 0 = none, or records have no numbers.</summary>
    public long LastNumber => records?.LastNumber ?? 0;

    /// <summary>Whether the file could be opened so far.</summary>
    public bool HasBeenOpened => _hasBeenOpened;

    /// <summary>
    /// Whether closing neither waits nor calls code of the application. Asked while the worker does not run, which alone can change it.
    /// </summary>
    public bool IsClosedAtOnce =>
        !gate.HasOthers && !gate.IsHeld && !rotation.MayWriteFooter && records is not { IsBegun: true } && opener.IsClosedAtOnce;

    /// <summary>Whether the next file has another name. It is created with its first event.</summary>
    bool IsRolling => path.ChosenAt is not null;

    /// <summary>Whether the current thread holds the path's gate: it runs a hook, or reports a failure from under the gate.</summary>
    public bool IsHeldHere => gate.IsHeld;

    /// <summary>The number of the hook or failure listener that holds up the writing now; 0 = none. Any thread may ask.</summary>
    public long ApplicationCall => ApplicationCalls.On(gate.LastHolderThread);

    /// <summary>Opens the file now instead of with the first event.</summary>
    public void Open()
    {
        using var pass = gate.Enter();
        EnsureReadyLocked(checkPath: false);
    }

    /// <summary>
    /// Appends the lines from <paramref name="first"/> on, as many as the file takes in one write. A block goes into one file if any file
    /// can hold it.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="first">The first line to append.</param>
    /// <param name="numberOf">The number of the record of a line; null = records have none.</param>
    /// <returns>The number of lines, at least one, that are in the file, or have no bytes.</returns>
    public int Append(EncodedLines lines, int first, Func<int, long>? numberOf = null)
    {
        _numberOf = numberOf;
        var start = first;
        while (start < lines.Count && lines.SizeOf(start) == 0) start++;
        if (start == lines.Count) return start - first;
        using var pass = gate.Enter();
        var file = EnsureReadyLocked(checkPath: false);
        var end = lines.EndOfBlock(start);
        // As with a single event, a header may take the file beyond its limit.
        if (!trigger.Size.Fits(0, lines.EndOf(end - 1) - lines.StartOf(start))) end = start + 1;
        file = RotateIfDueLocked(file, lines.Lines(start, end));
        var appended = AppendFittingLocked(file, lines, start, end);
        if (numberOf is not null) NoteNumbersLocked(file, lines, start, start + appended);
        return start - first + appended;
    }

    /// <summary>Rotates the file now, unless it is empty.</summary>
    /// <exception cref="IOException">The file could not be renamed.</exception>
    public void Rotate()
    {
        using var pass = gate.Enter();
        var file = EnsureReadyLocked(checkPath: true);
        if (file.Length == 0) return;
        BeginPeriodLocked(file);
        rotation.WakeKeeperOnce(file);
        rotation.Rotate(file, trigger.StampAt(context.Clock.GetUtcNow()));
        trigger.EndFile();
        if (!IsRolling) EnsureReadyLocked(checkPath: false);
    }

    /// <summary>Closes the file and opens the path anew.</summary>
    public void Reopen()
    {
        using var pass = gate.Enter();
        opener.Close();
        EnsureReadyLocked(checkPath: false);
    }

    /// <summary>Writes the last record of the run, as far as is known: the process ends. Later events make the run go on.</summary>
    public void EndRun()
    {
        if (records is not { IsBegun: true }) return;
        try
        {
            using var pass = gate.Enter();
            EndRunLocked(records);
        }
        catch (Exception ex)
        {
            // The lock file of a shared log cannot be locked, or the thread was interrupted. The logs after this one get their ends.
            context.Reporter.ReportTemporary($"could not write the end of the run to {path.Current}", ex);
        }
    }

    /// <summary>Makes the next attempt to write open the path anew. It does not wait for the gate.</summary>
    public void RequestReopening() => opener.RequestReopening();

    /// <summary>Rotates the file without an event, if its period has ended.</summary>
    /// <returns>The time until this is to be called again; infinite when there is no need.</returns>
    public TimeSpan RotateIfPeriodEnded()
    {
        // Without taking the gate, for which other writers may be waiting.
        if (!trigger.HasPeriods) return Timeout.InfiniteTimeSpan;
        try
        {
            using var pass = gate.Enter();
            return RotateIfPeriodEndedLocked();
        }
        catch (Exception ex)
        {
            // Without an event nothing can be lost, and the next event brings the failure up again.
            context.Reporter.Count($"could not check {path.Current} for the end of its period", ex);
            return RetryBackoff.Longest;
        }
    }

    /// <summary>Closes the file until its next event, if it has had none for long.</summary>
    /// <returns>The time until this is to be called again; infinite when there is no need.</returns>
    public TimeSpan RestIfIdle()
    {
        var limit = idle.Limit;
        if (limit == Timeout.InfiniteTimeSpan || opener.Current is not { IsRegular: true }) return Timeout.InfiniteTimeSpan;
        try
        {
            using var pass = gate.Enter();
            return RestIfIdleLocked(limit);
        }
        catch (Exception)
        {
            // The lock file of a shared log cannot be locked, or the thread was interrupted. The next look may close the file.
            return RetryBackoff.Longest;
        }
    }

    /// <summary>Flushes to disk everything that was appended.</summary>
    /// <exception cref="IOException">The flush failed, or earlier bytes may never be on the disk.</exception>
    public void FlushToDisk()
    {
        using var pass = gate.Enter();
        opener.FlushToDisk();
    }

    /// <summary>Flushes to disk what was appended since the last call.</summary>
    /// <exception cref="IOException">The flush failed, now or when a file was closed since the last call.</exception>
    public void FlushLatestToDisk()
    {
        using var pass = gate.Enter();
        opener.FlushLatest();
    }

    /// <summary>Flushes to disk what can be, whatever earlier failures there were.</summary>
    /// <exception cref="IOException">The flush failed.</exception>
    public void FlushAppendedToDisk()
    {
        using var pass = gate.Enter();
        opener.FlushAppended();
    }

    public void Dispose()
    {
        try
        {
            if (_hasBeenOpened) Close();
            else opener.Dispose();
        }
        finally
        {
            gate.Dispose();
        }
    }

    void Close()
    {
        try
        {
            // The archive thread may hold the gate, and must release it before the gate goes.
            using var pass = gate.Enter();
            if (records is { IsBegun: true }) EndRunLocked(records);
            if (opener.Current is { } file && !gate.HasOthers) EndLastLocked(file);
            opener.Dispose();
        }
        catch (Exception)
        {
            // The lock file of a shared log cannot be locked, or the thread was interrupted.
            opener.Dispose();
        }
    }

    /// <summary>Writes the last record of the run, which goes into the file whatever its size limit is.</summary>
    void EndRunLocked(RunRecords run)
    {
        Debug.Assert(gate.IsHeld);
        try
        {
            if (run.HasEnded || FileOfEndLocked(run) is not { } file) return;
            var end = run.End();
            if (end.Length == 0)
            {
                run.NoteNotEnded();
                return;
            }
            var begin = run.IsDueIn(file) ? run.Begin(file) : [];
            chain?.Begin(file);
            chain?.Seal(begin);
            chain?.Seal(end);
            byte[] bytes = [.. file.PrefixFor(end), .. begin, .. end];
            if (file.TryAppend(bytes, out var appended) is { } failure && !file.KeepWholeLines(bytes, whole: 0, appended))
                ExceptionDispatchInfo.Throw(failure);
            context.Counters.AddBytes(appended);
            chain?.Commit(begin.Length > 0 ? 2 : 1);
            run.NoteEnded(file);
        }
        catch (Exception ex)
        {
            run.NoteNotEnded();
            context.Reporter.ReportTemporary($"could not write the end of the run to {path.Current}", ex);
        }
    }

    /// <summary>
    /// The file that gets the last record of the run: the open one, whatever its name is by now. A file that somebody has deleted is not
    /// created again.
    /// </summary>
    ActiveFile? FileOfEndLocked(RunRecords run)
    {
        Debug.Assert(gate.IsHeld);
        // Another writer may have rotated the file, and may be compressing it.
        if (gate.HasOthers || gate.HasNews || run.IsBetweenFiles) return EnsureReadyLocked(checkPath: true);
        if (opener.IsResting) opener.ResumeIfThere();
        opener.Current?.EnsureReady();
        return opener.Current;
    }

    void EndLastLocked(ActiveFile file)
    {
        Debug.Assert(gate.IsHeld);
        try
        {
            rotation.EndLast(file);
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"could not write the footer of {path.Current}", ex);
        }
    }

    ActiveFile EnsureReadyLocked(bool checkPath)
    {
        Debug.Assert(gate.IsHeld);
        var file = opener.EnsureReady(checkPath || gate.HasNews, out var openedAnew);
        if (!opener.NeedsPathCheck) gate.MarkSeen();
        _hasBeenOpened = true;
        if (openedAnew) MarkAsWriterLocked(file);
        return file;
    }

    /// <summary>
    /// Begins the period of a file when it is first looked at for a rotation. The file of an audit sink is opened long before that, and
    /// other writers may append to it meanwhile. The name of a file that rolls says its period.
    /// </summary>
    void BeginPeriodLocked(ActiveFile file)
    {
        Debug.Assert(gate.IsHeld);
        if (ReferenceEquals(_fileOfPeriod, file)) return;
        _fileOfPeriod = file;
        var lastWrite = path.ChosenAt ?? (file.Length == 0 ? null : file.LastWrite);
        trigger.BeginFile(lastWrite, context.Clock.GetUtcNow());
    }

    void MarkAsWriterLocked(ActiveFile file)
    {
        Debug.Assert(gate.IsHeld);
        const string Consequence = "lines of both stay whole, but rotations of both can lose archives; set Shared on both sinks";
        if (gate.HasOthers || !file.IsRegular || file.TryMarkAsWriter() || _otherProcessReported) return;
        _otherProcessReported = true;
        context.Reporter.ReportTemporary($"another process is writing to {path.Current}", new IOException(Consequence));
    }

    /// <summary>Rotates the file if the line, or block of lines, should not go into it any more.</summary>
    /// <returns>The file that the line goes into.</returns>
    ActiveFile RotateIfDueLocked(ActiveFile file, ReadOnlySpan<byte> line)
    {
        Debug.Assert(gate.IsHeld);
        rotation.WakeKeeperOnce(file);
        BeginPeriodLocked(file);
        file = LeaveEmptyLocked(file);
        if (!IsDueLocked(file, line) || rotation.RetryWait > TimeSpan.Zero) return file;
        // The rename moves the file at the path, which must be the open file.
        file = EnsureReadyLocked(checkPath: true);
        BeginPeriodLocked(file);
        return IsDueLocked(file, line) ? RotateLocked(file) : file;
    }

    /// <summary>An empty file whose name says another period takes no events of this one.</summary>
    ActiveFile LeaveEmptyLocked(ActiveFile file)
    {
        Debug.Assert(gate.IsHeld);
        if (!IsRolling || file.Length > 0 || !trigger.HasPeriodEnded(context.Clock.GetUtcNow())) return file;
        opener.Close();
        file = EnsureReadyLocked(checkPath: false);
        BeginPeriodLocked(file);
        return file;
    }

    /// <summary>Rotates the file, or reports why that failed.</summary>
    /// <returns>The file that is written from then on.</returns>
    ActiveFile RotateLocked(ActiveFile file)
    {
        Debug.Assert(gate.IsHeld);
        TryRotateLocked(file);
        file = EnsureReadyLocked(checkPath: false);
        BeginPeriodLocked(file);
        return file;
    }

    bool TryRotateLocked(ActiveFile file)
    {
        Debug.Assert(gate.IsHeld);
        var isRotated = rotation.TryRotate(file, trigger.StampAt(context.Clock.GetUtcNow()));
        if (isRotated) trigger.EndFile();
        return isRotated;
    }

    bool IsDueLocked(ActiveFile file, ReadOnlySpan<byte> line)
    {
        Debug.Assert(gate.IsHeld);
        var begin = records is not null && file.Length > 0 && records.IsDueIn(file) ? records.Begin(file).Length : 0;
        return trigger.IsDueByTime(file.Length, context.Clock.GetUtcNow()) ||
            trigger.IsDueBySize(file.Length, file.LineEndBefore(line).Length + begin + line.Length);
    }

    TimeSpan RotateIfPeriodEndedLocked()
    {
        Debug.Assert(gate.IsHeld);
        if (opener.IsResting)
        {
            if (!trigger.HasPeriodEnded(context.Clock.GetUtcNow())) return trigger.UntilPeriodEnd(context.Clock.GetUtcNow());
            opener.ResumeIfThere();
        }
        if (opener.Current is not null && trigger.HasPeriodEnded(context.Clock.GetUtcNow())) opener.CheckPath();
        if (opener.Current is not { } file) return Timeout.InfiniteTimeSpan;
        BeginPeriodLocked(file);
        rotation.WakeKeeperOnce(file);
        if (IsDueWithoutEventLocked(file) && rotation.RetryWait == TimeSpan.Zero)
        {
            // Another program may have truncated the file meanwhile.
            file = EnsureReadyLocked(checkPath: false);
            BeginPeriodLocked(file);
            if (IsDueWithoutEventLocked(file) && TryRotateLocked(file))
            {
                if (IsRolling) return Timeout.InfiniteTimeSpan;
                file = EnsureReadyLocked(checkPath: false);
                BeginPeriodLocked(file);
            }
        }
        // Only a file that is still due waits for the next attempt: the failure may have been that of a file that is gone.
        return IsDueWithoutEventLocked(file) ? rotation.RetryWait : trigger.UntilPeriodEnd(context.Clock.GetUtcNow());
    }

    TimeSpan RestIfIdleLocked(TimeSpan limit)
    {
        Debug.Assert(gate.IsHeld);
        // A file that has failed keeps what is known of its last line.
        if (opener.Current is not { NeedsPathCheck: false, IsBad: false } file) return Timeout.InfiniteTimeSpan;
        var remaining = Waits.Remaining(limit, file.IdleTime);
        if (remaining > TimeSpan.Zero) return remaining;
        opener.Rest();
        return Timeout.InfiniteTimeSpan;
    }

    bool IsDueWithoutEventLocked(ActiveFile file)
    {
        Debug.Assert(gate.IsHeld);
        return trigger.IsDueWithoutEvent(file.Length, context.Clock.GetUtcNow());
    }

    /// <summary>Notes which record was appended last. A line that could not be encoded is not in the file.</summary>
    void NoteNumbersLocked(ActiveFile file, EncodedLines lines, int first, int end)
    {
        Debug.Assert(gate.IsHeld);
        var last = end - 1;
        while (last > first && lines.SizeOf(last) == 0) last--;
        records?.NoteAppended(file, _numberOf!(last));
    }

    /// <summary>
    /// Appends the lines up to <paramref name="unbroken"/>, whatever their size, and the lines after them that the file takes within its
    /// size limit.
    /// </summary>
    int AppendFittingLocked(ActiveFile file, EncodedLines lines, int first, int unbroken)
    {
        Debug.Assert(gate.IsHeld);
        var prefix = file.PrefixFor(lines.Lines(first, first + 1));
        var begins = records is not null && records.IsDueIn(file);
        var begin = begins ? records!.Begin(file) : [];
        chain?.Begin(file);
        chain?.Seal(begin);
        if (begins) prefix = (byte[])[.. prefix, .. begin];
        var end = Math.Max(unbroken, EndForSize(lines, first, trigger.Size.RoomAfter(file.Length) - prefix.Length));
        // A block that would be split begins with the next write, unless this write begins with it.
        if (lines.StartOfBlock(end) is var block && block > first) end = block;
        chain?.Seal(lines, first, end);
        // A prefix is rare. It goes with the lines in one write, so that neither is ever seen without the other.
        ReadOnlySpan<byte> bytes = prefix.IsEmpty ? lines.Lines(first, end) : [.. prefix, .. lines.Lines(first, end)];
        if (file.TryAppend(bytes, out var appended) is { } failure)
        {
            end = EndWithin(lines, first, end, appended - prefix.Length);
            // The record of the run is whole, also where the first line is not.
            var hasBegun = begins && appended >= prefix.Length;
            var whole = end > first ? prefix.Length + lines.EndOf(end - 1) - lines.StartOf(first) : hasBegun ? prefix.Length : 0;
            var torn = bytes[..(prefix.Length + lines.EndOf(end) - lines.StartOf(first))];
            if (file.KeepWholeLines(torn, whole, appended)) end++;
            else appended = whole;
            if (end == first)
            {
                if (hasBegun) NoteBegunLocked(file, begin);
                if (file.HasPartialLine) NotePartialLocked(file, lines, first, hasBegun && begin.Length > 0 ? 1 : 0);
                context.Counters.AddBytes(appended);
                ExceptionDispatchInfo.Throw(failure);
            }
        }
        if (begins) records!.NoteBegun(file);
        chain?.Commit(lines, first, end, begin.Length > 0 ? 1 : 0);
        context.Counters.AddBytes(appended);
        return end - first;
    }

    /// <summary>Notes that a file has the record of the run, and no record behind it.</summary>
    void NoteBegunLocked(ActiveFile file, byte[] begin)
    {
        Debug.Assert(gate.IsHeld);
        records!.NoteBegun(file);
        chain?.Commit(begin.Length > 0 ? 1 : 0);
    }

    /// <summary>Notes that a FIFO or device has taken a part of a line, whose rest comes before anything else.</summary>
    void NotePartialLocked(ActiveFile file, EncodedLines lines, int line, int own)
    {
        Debug.Assert(gate.IsHeld);
        chain?.Commit(lines, line, line + 1, own);
        if (_numberOf is not null) records?.NoteAppended(file, _numberOf(line));
    }

    /// <summary>The end of those lines from <paramref name="first"/> on that the size limit lets into the file.</summary>
    int EndForSize(EncodedLines lines, int first, long room)
    {
        var end = EndWithin(lines, first, lines.Count, room);
        if (end == lines.Count || !trigger.Size.TakesLineThatReachesIt) return end;
        var bytes = end == first ? 0 : lines.EndOf(end - 1) - lines.StartOf(first);
        return bytes < room ? end + 1 : end;
    }

    /// <summary>The end of those lines from <paramref name="first"/> on that together have at most the given number of bytes.</summary>
    static int EndWithin(EncodedLines lines, int first, int end, long bytes)
    {
        var start = lines.StartOf(first);
        if (lines.EndOf(end - 1) - start <= bytes) return end;
        var fitting = first;
        while (lines.EndOf(fitting) - start <= bytes) fitting++;
        return fitting;
    }
}
