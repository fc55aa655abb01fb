using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>Puts a verdict into words.</summary>
static class VerdictText
{
    public static string For(LogVerification log)
    {
        var verdict = log.Verdict switch
        {
            Verdict.Complete => "complete",
            Verdict.CompleteButForAnnouncedLosses =>
                string.Create(CultureInfo.InvariantCulture, $"complete but for {log.AnnouncedLosses} announced {Losses(log)}"),
            _ => "incomplete",
        };
        var soFar = log.IsSoFar && log.Verdict != Verdict.Incomplete ? " so far" : "";
        var later = log.BeginsLater ? " as far back as the files go" : "";
        return verdict + later + soFar + (log.HasNumbers ? "" : " (the records have no numbers, so missing ones may not be seen)");
    }

    static string Losses(LogVerification log) => log.AnnouncedLosses == 1 ? "loss" : "losses";
}
