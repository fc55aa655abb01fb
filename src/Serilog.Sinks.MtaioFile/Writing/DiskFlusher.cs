using Serilog.Sinks.MtaioFile.Diagnostics;







namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Forces what was written to the disk, once per interval while there is anything; tries again later when that fails.</summary>
sealed class DiskFlusher(FileRotator file, TimeSpan interval, SinkContext context)
{
    readonly FailureEpisode _episode = new(context.Reporter, context.Clock);
    long _flushedAt;

    /// <summary>Flushes if it is time to.</summary>
    /// <returns>After how long it is time again; infinite when there is nothing to flush.</returns>
    public TimeSpan Tend()
    {
        if (!file.IsDirty) return Timeout.InfiniteTimeSpan;
        var remaining = _episode.IsOn ? _episode.Remaining : interval - context.Clock.GetElapsedTime(_flushedAt);
        if (_flushedAt != 0 && remaining > TimeSpan.Zero) return remaining;
        _flushedAt = context.Clock.GetTimestamp();
        return TryFlush() ? Timeout.InfiniteTimeSpan : _episode.Remaining;
    }

    /// <summary>Flushes what is left, whatever the time: there will be no later.</summary>
    public void Finish()
    {
        if (file.IsDirty) TryFlush();
    }

    bool TryFlush()
    {
        try
        {
            file.FlushToDisk();
            _episode.Succeed();
            return true;
        }
        catch (Exception ex)
        {
            _episode.Fail($"could not flush {context.Path} to disk", ex);
            return false;
        }
    }
}
