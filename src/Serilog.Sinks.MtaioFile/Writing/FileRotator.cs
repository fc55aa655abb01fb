using System.Runtime.ExceptionServices;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Formatting;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Owns the active file: appends whole events to it, and rotates it before the event that would take it past its limit.</summary>
sealed class FileRotator(
    IFileSystem fileSystem,
    string path,
    ActiveFile file,
    RotationPolicy policy,
    ArchiveShifter archives,
    SinkCounters counters,
    FailureReporter reporter,
    TimeProvider timeProvider) : IDisposable
{
    readonly PathGate _gate = PathGate.For(path);
    readonly RetryBackoff _rotationRetry = new(timeProvider);

    /// <summary>Whether written bytes were not yet forced to the disk.</summary>
    public bool IsDirty => file.IsDirty;

    /// <summary>Opens the file now instead of with the first event.</summary>
    public void Open()
    {
        lock (_gate.Lock) file.Prepare(checkPath: false);
    }

    /// <summary>Writes the lines from <paramref name="first"/> on, as many as one file takes in one write.</summary>
    /// <returns>How many lines are settled: at least one.</returns>
    public int Append(EncodedLines lines, int first)
    {
        var start = first;
        while (start < lines.Count && lines.SizeOf(start) == 0) start++;
        if (start == lines.Count) return start - first;
        lock (_gate.Lock)
        {
            file.Prepare(_gate.HasOthers);
            RotateIfDue(lines.Lines(start, start + 1));
            return start - first + Write(lines, start, file.PrefixFor(lines.Lines(start, start + 1)));
        }
    }

    /// <summary>Rotates the file now, unless it is empty.</summary>
    /// <exception cref="IOException">It could not be renamed.</exception>
    public void Rotate()
    {
        lock (_gate.Lock)
        {
            file.Prepare(checkPath: true);
            if (!file.IsRegular || file.Length == 0) return;
            RotateNow();
            file.Prepare(checkPath: false);
        }
    }

    /// <summary>Closes the file and opens the path anew.</summary>
    public void Reopen()
    {
        lock (_gate.Lock)
        {
            file.Close();
            file.Prepare(checkPath: false);
        }
    }

    /// <summary>Forces everything written so far to the disk.</summary>
    /// <exception cref="IOException">The operating system reports that it failed, now or when an earlier file was left.</exception>
    public void FlushToDisk()
    {
        lock (_gate.Lock) file.FlushToDisk();
    }

    public void Dispose()
    {
        lock (_gate.Lock)
        {
            file.Close();
            if (file.IsDirty) ReportFailedFlush();
        }
        _gate.Dispose();
    }

    void RotateIfDue(ReadOnlySpan<byte> line)
    {
        if (!IsDue(line) || _rotationRetry.Remaining > TimeSpan.Zero) return;
        // What stands at the path is about to be renamed: it must be our file.
        file.Prepare(checkPath: true);
        if (!IsDue(line)) return;
        try
        {
            RotateNow();
        }
        catch (Exception ex)
        {
            var message = $"could not rotate {path}, which grows beyond its limit until it can be";
            if (_rotationRetry.Fail()) reporter.ReportTemporary(message, ex);
            else reporter.Count(message, ex);
        }
        file.Prepare(checkPath: false);
    }

    bool IsDue(ReadOnlySpan<byte> line) => file.IsRegular && policy.IsDue(file.Length, file.PrefixFor(line).Length + line.Length);

    void RotateNow()
    {
        archives.Archive(fileSystem.FinalTarget(path));
        file.Close();
        counters.Rotate();
        _rotationRetry.Succeed();
        DeleteSurplus();
    }

    void DeleteSurplus()
    {
        try
        {
            archives.DeleteSurplus();
        }
        catch (Exception ex)
        {
            reporter.ReportTemporary($"could not delete archives of {path} that are no longer kept", ex);
        }
    }

    void ReportFailedFlush()
    {
        try
        {
            file.FlushToDisk();
        }
        catch (Exception ex)
        {
            reporter.ReportTemporary($"could not flush {path} to disk", ex);
        }
    }

    int Write(EncodedLines lines, int first, ReadOnlySpan<byte> prefix)
    {
        var before = file.Length;
        // A prefix is rare, and its event goes with it alone: one write, so that neither is ever seen without the other.
        var end = prefix.IsEmpty ? EndOfFit(lines, first) : first + 1;
        ReadOnlySpan<byte> bytes = prefix.IsEmpty ? lines.Lines(first, end) : [.. prefix, .. lines.Lines(first, end)];
        if (file.TryAppend(bytes, out var written) is { } failure)
        {
            end = EndOfWhole(lines, first, end, written - prefix.Length);
            written = end == first ? 0 : prefix.Length + lines.EndOf(end - 1) - lines.StartOf(first);
            file.CutBack(before + written);
            if (end == first) ExceptionDispatchInfo.Throw(failure);
        }
        counters.AddBytes(written);
        return end - first;
    }

    /// <summary>The end of the lines that the file takes without outgrowing its limit; the first goes in whatever its size.</summary>
    int EndOfFit(EncodedLines lines, int first)
    {
        if (policy.MaxBytes is null || policy.Fits(file.Length, lines.Length - lines.StartOf(first))) return lines.Count;
        var end = first + 1;
        while (end < lines.Count && policy.Fits(file.Length, lines.EndOf(end) - lines.StartOf(first))) end++;
        return end;
    }

    static int EndOfWhole(EncodedLines lines, int first, int end, int written)
    {
        var whole = first;
        while (whole < end && lines.EndOf(whole) - lines.StartOf(first) <= written) whole++;
        return whole;
    }
}
