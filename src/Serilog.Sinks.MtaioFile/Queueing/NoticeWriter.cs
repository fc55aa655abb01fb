using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Writes the drop notice: after a slice, when the worker is idle, and before the file is closed. The notice is not counted. The worker
/// alone calls it.
/// </summary>
/// <param name="context">Knows the notice that is due.</param>
/// <param name="target">The target, which has no batch meanwhile.</param>
/// <param name="episode">The failures of writing events. A written notice ends an episode, a failed notice begins none.</param>
sealed class NoticeWriter(SinkContext context, IBatchTarget target, FailureEpisode episode)
{
    readonly RetryBackoff _backoff = new(context.Clock);

    /// <summary>Writes the notice if one is due and its back-off is over.</summary>
    /// <returns>The time until the next attempt; infinite when no notice is due.</returns>
    public TimeSpan WriteWhenIdle()
    {
        if (!context.Ledger.IsNoticeDue) return Timeout.InfiniteTimeSpan;
        // The failure that caused the drops has just happened: its own back-off comes first.
        var remaining = _backoff.IsFailing ? _backoff.Remaining : episode.Remaining;
        if (remaining > TimeSpan.Zero) return remaining;
        Write();
        return context.Ledger.IsNoticeDue ? _backoff.Remaining : Timeout.InfiniteTimeSpan;
    }

    /// <summary>Makes one attempt to write the notice, if one is due.</summary>
    public void Write()
    {
        if (context.Ledger.TakeNotice() is not { } notice) return;
        try
        {
            var logEvent = notice.ToEvent(context.Clock.GetLocalNow());
            target.Begin(new BatchPart(new[] { logEvent }));
            target.Encode();
            var step = target.WriteNext();
            _backoff.Succeed();
            if (step.Failed.Count > 0) context.Ledger.ReportUnformattable(notice, logEvent, step.Failed[0].Cause);
            else episode.Succeed();
        }
        catch (Exception ex)
        {
            context.Ledger.PutBack(notice);
            Report(ex);
        }
        finally
        {
            target.Release();
        }
    }

    void Report(Exception cause)
    {
        var message = $"could not write the drop notice to {context.Path}";
        if (_backoff.Fail() && !episode.IsOn) context.Reporter.ReportTemporary(message, ", will be retried", cause);
        else context.Reporter.Count(message, cause);
    }
}
