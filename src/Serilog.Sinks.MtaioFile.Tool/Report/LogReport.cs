using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Tool.Verify;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Reads a log twice, to verify it and to sum it up, and makes the content of its report.</summary>
/// <param name="limits">Which records are shown; the verdict is on the whole log.</param>
/// <param name="silentSpan">From what length on a stretch of time without records is shown; null = the summary decides.</param>
/// <param name="known">The findings that do not count; null = all count.</param>
sealed class LogReport(TimeLimits limits, TimeSpan? silentSpan, KnownFindings? known)
{
    public ReportContent Make(MtaioLog log, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var verification = log.Verify(cancellationToken);
        var summary = new LogSummary(verification.Files.Select(Of));
        foreach (var record in log.Records(cancellationToken))
        {
            var shown = ReportRecords.Of(record);
            if (limits.Allow(shown.Time)) summary.Add(shown);
        }
        var verdict = LogVerdicts.Of(new CheckedLog(log.Path, verification, known));
        return new(log.Path, summary, verdict, now) { SilentSpan = silentSpan, Limits = limits.InWords };
    }

    static ReportFile Of(VerifiedFile file) =>
        new(file.File.Path, file.File.Length, file.File.IsCompressed ? file.Bytes : file.File.Length, file.File.Codec, file.File.IsActive);
}
