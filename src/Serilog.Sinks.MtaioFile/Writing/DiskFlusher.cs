using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;



namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Forces what was written to the disk, once per interval while there is anything; tries again later when that fails.</summary>
sealed class DiskFlusher(FileRotator file, TimeSpan interval, FailureReporter reporter, TimeProvider timeProvider, string path)
{
    readonly RetryBackoff _backoff = new(timeProvider);
    long _flushedAt;

    /// <summary>Flushes if it is time to.</summary>
    /// <returns>After how long it is time again; infinite when there is nothing to flush.</returns>
    public TimeSpan Tend()
    {
        if (!file.IsDirty) return Timeout.InfiniteTimeSpan;
        var remaining = _backoff.IsFailing ? _backoff.Remaining : interval - timeProvider.GetElapsedTime(_flushedAt);
        if (_flushedAt != 0 && remaining > TimeSpan.Zero) return remaining;
        _flushedAt = timeProvider.GetTimestamp();
        return TryFlush() ? Timeout.InfiniteTimeSpan : _backoff.Remaining;
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
            _backoff.Succeed();
            return true;
        }
        catch (Exception ex)
        {
            var message = $"could not flush {path} to disk";
            if (_backoff.Fail()) reporter.ReportTemporary(message, ex);
            else reporter.Count(message, ex);
            return false;
        }
    }
}
