using System.Globalization;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>A log that was verified, and what is known of its findings: only those that are not known count.</summary>
sealed class CheckedLog
{
    readonly HashSet<Finding> _known = [];

    public CheckedLog(string path, LogVerification result, KnownFindings? known)
    {
        (Path, Result, Verdict, Summary) = (path, result, result.Verdict, result.Summary);
        if (known is null) return;
        foreach (var finding in result.Findings)
        {
            if (KnownFinding.Of(path, finding, result) is { } candidate && known.Contains(candidate)) _known.Add(finding);
        }
        if (_known.Count > 0) (Verdict, Summary) = WithoutKnown();
    }

    public string Path { get; }

    public LogVerification Result { get; }

    /// <summary>The verdict without what is known.</summary>
    public Verdict Verdict { get; }

    /// <summary>The verdict in one line.</summary>
    public string Summary { get; }

    public bool IsKnown(Finding finding) => _known.Contains(finding);

    (Verdict Verdict, string Summary) WithoutKnown()
    {
        var known = string.Create(CultureInfo.InvariantCulture, $"{_known.Count} known {(_known.Count == 1 ? "finding" : "findings")}");
        var isAllKnown = Result.FurtherFindings == 0 && Result.Findings.All(f => f.Severity != FindingSeverity.Error || IsKnown(f));
        if (!isAllKnown) return (Result.Verdict, $"{Result.Summary} ({known} beside others)");
        var losses = Result.AnnouncedLosses;
        var announced = losses == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $" and {losses} announced {(losses == 1 ? "loss" : "losses")}");
        var later = Result.BeginsLater ? " as far back as the files go" : "";
        var soFar = Result.IsSoFar ? " so far" : "";
        var verdict = losses == 0 ? Verdict.Complete : Verdict.CompleteButForAnnouncedLosses;
        return (verdict, $"complete but for {known}{announced}{later}{soFar}");
    }
}
