using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Flushes appended bytes to disk, once per interval while there are any. A flush that failed is tried again with back-off. Used by the
/// thread that writes.
/// </summary>
sealed class DiskFlusher(FileAppender appender, TimeSpan interval, SinkContext context)
{
    readonly FailureEpisode _episode = new(context.Reporter, context.Clock);
    long? _triedAt;

    /// <summary>Flushes to disk, if the interval or the back-off has passed.</summary>
    /// <returns>The time until a flush is due; infinite when there is nothing to flush.</returns>
    public TimeSpan FlushIfDue()
    {
        if (!appender.HasUnflushedBytes) return Timeout.InfiniteTimeSpan;
        if (UntilDue() is var wait && wait > TimeSpan.Zero) return wait;
        _triedAt = context.Clock.GetTimestamp();
        return TryFlush() ? Timeout.InfiniteTimeSpan : _episode.Remaining;
    }

    /// <summary>Flushes the rest at once, before the sink is closed.</summary>
    public void FlushRest()
    {
        if (appender.HasUnflushedBytes) TryFlush();
    }

    TimeSpan UntilDue()
    {
        if (_triedAt is not { } triedAt) return TimeSpan.Zero;
        return _episode.IsOn ? _episode.Remaining : Waits.Remaining(interval, context.Clock.GetElapsedTime(triedAt));
    }

    bool TryFlush()
    {
        try
        {
            appender.FlushAppendedToDisk();
            _episode.Succeed();
            return true;
        }
        catch (Exception ex)
        {
            _episode.Fail($"could not flush {context.Path} to disk", consequence: "", ex);
            return false;
        }
    }
}
