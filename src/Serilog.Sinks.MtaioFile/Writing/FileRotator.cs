using System.Runtime.ExceptionServices;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Owns the active file among all who write to its path: appends whole events, after a rotation where one is due, and nobody else meanwhile.
/// </summary>
sealed class FileRotator(PathGate gate, ActiveFile file, FileRotation rotation, SinkContext context) : IDisposable
{
    int _markedOpening;
    bool _intruderReported;

    /// <summary>Whether written bytes were not yet forced to the disk.</summary>
    public bool IsDirty => file.IsDirty;

    /// <summary>Opens the file now instead of with the first event.</summary>
    public void Open()
    {
        using var pass = gate.Enter();
        Prepare();
    }

    /// <summary>Writes the lines from <paramref name="first"/> on, as many as one file takes in one write.</summary>
    /// <param name="lines">What to write.</param>
    /// <param name="first">Where to start.</param>
    /// <param name="asBlock">Whether the lines belong together, and so into one file if any file can hold them.</param>
    /// <returns>How many lines are settled: at least one.</returns>
    public int Append(EncodedLines lines, int first, bool asBlock)
    {
        var start = first;
        while (start < lines.Count && lines.SizeOf(start) == 0) start++;
        if (start == lines.Count) return start - first;
        using var pass = gate.Enter();
        Prepare();
        var whole = asBlock && rotation.Size.Fits(0, lines.Length - lines.StartOf(start));
        rotation.RotateIfDue(lines.Lines(start, whole ? lines.Count : start + 1));
        return start - first + Write(lines, start, file.PrefixFor(lines.Lines(start, start + 1)));
    }

    /// <summary>Rotates the file now, unless it is empty.</summary>
    /// <exception cref="IOException">It could not be renamed.</exception>
    public void Rotate()
    {
        using var pass = gate.Enter();
        file.Prepare(checkPath: true);
        if (!file.IsRegular || file.Length == 0) return;
        rotation.Rotate();
        Prepare();
    }

    /// <summary>Closes the file and opens the path anew.</summary>
    public void Reopen()
    {
        using var pass = gate.Enter();
        file.Close();
        Prepare();
    }

    /// <summary>Rotates an idle file whose period is over.</summary>
    /// <returns>After how long there is something to do again; infinite when there will not be.</returns>
    public TimeSpan Tend()
    {
        // Without taking the lock, which other writers may be waiting for.
        if (!rotation.HasPeriods) return Timeout.InfiniteTimeSpan;
        try
        {
            using var pass = gate.Enter();
            return rotation.Tend();
        }
        catch (Exception ex)
        {
            // Without an event nothing is at stake; the next one brings the failure up again.
            context.Reporter.Count($"could not tend {context.Path}", ex);
            return RetryBackoff.Longest;
        }
    }

    /// <summary>Forces everything written so far to the disk.</summary>
    /// <exception cref="IOException">The operating system reports that it failed, now or when an earlier file was left.</exception>
    public void FlushToDisk()
    {
        using var pass = gate.Enter();
        file.FlushToDisk();
    }

    public void Dispose()
    {
        try
        {
            // Not in the middle of a step of whoever tends the archives, who would leave a lock that is gone.
            using var pass = gate.Enter();
            Close();
        }
        catch (IOException)
        {
            Close();
        }
        gate.Dispose();
    }

    void Close()
    {
        file.Close();
        if (file.IsDirty) ReportFailedFlush();
    }

    void Prepare()
    {
        file.Prepare(gate.HasOthers);
        if (_markedOpening == file.Openings) return;
        _markedOpening = file.Openings;
        if (gate.HasOthers || !file.IsRegular || file.TryMarkAsWriter() || _intruderReported) return;
        _intruderReported = true;
        context.Reporter.ReportTemporary($"another process is writing to {context.Path}", new IOException("events of both are kept, but sizes and rotation will be wrong; set Shared on both sinks"));
    }

    int Write(EncodedLines lines, int first, ReadOnlySpan<byte> prefix)
    {
        var before = file.Length;
        var end = EndOfFit(lines, first, prefix.Length);
        // A prefix is rare. It goes with the events in one write, so that neither is ever seen without the other.
        ReadOnlySpan<byte> bytes = prefix.IsEmpty ? lines.Lines(first, end) : [.. prefix, .. lines.Lines(first, end)];
        var prefixLength = prefix.Length;
        if (file.TryAppend(bytes, out var written) is { } failure)
        {
            end = EndOfWhole(lines, first, end, written - prefixLength);
            written = end == first ? 0 : prefixLength + lines.EndOf(end - 1) - lines.StartOf(first);
            file.CutBack(before + written);
            if (end == first) ExceptionDispatchInfo.Throw(failure);
        }
        context.Counters.AddBytes(written);
        return end - first;
    }

    /// <summary>The end of the lines that the file takes without outgrowing its limit; the first goes in whatever its size.</summary>
    int EndOfFit(EncodedLines lines, int first, int prefixLength)
    {
        var before = lines.StartOf(first) - prefixLength;
        if (rotation.Size.Fits(file.Length, lines.Length - before)) return lines.Count;
        var end = first + 1;
        while (end < lines.Count && rotation.Size.Fits(file.Length, lines.EndOf(end) - before)) end++;
        return end;
    }

    static int EndOfWhole(EncodedLines lines, int first, int end, int written)
    {
        var whole = first;
        while (whole < end && lines.EndOf(whole) - lines.StartOf(first) <= written) whole++;
        return whole;
    }

    void ReportFailedFlush()
    {
        try
        {
            file.FlushToDisk();
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"could not flush {context.Path} to disk", ex);
        }
    }
}
