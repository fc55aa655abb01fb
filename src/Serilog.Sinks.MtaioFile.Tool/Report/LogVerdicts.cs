using System.Globalization;
using System.Text;
using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Tool.Verify;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Puts a verification into the words of the page.</summary>
static class LogVerdicts
{
    public static LogVerdict Of(CheckedLog check)
    {
        var log = check.Result;
        var gravity = check.Verdict switch
        {
            Verdict.Complete => Gravity.None,
            Verdict.CompleteButForAnnouncedLosses => Gravity.Known,
            _ => Gravity.Fault,
        };
        return new(Sentence(check.Summary), gravity)
        {
            Remarks = [.. Remarks(check)],
            Findings = [.. log.Findings.Select(f => Of(f, check.IsKnown(f))).OrderByDescending(f => f.Gravity)],
            FurtherFindings = log.FurtherFindings,
            DropsByReason = [.. log.DropsByReason.OrderByDescending(d => d.Value).Select(d => (d.Key, d.Value))],
            DropsByLevel = [.. log.DropsByLevel.OrderByDescending(d => d.Key).Select(d => (d.Key.ToString(), d.Value))],
            Runs = [.. log.Runs.Select(Of)],
        };
    }

    static IEnumerable<string> Remarks(CheckedLog check)
    {
        var log = check.Result;
        if (check.Verdict == Verdict.Incomplete && log.AnnouncedLosses > 0)
            yield return $"The log announces {Words.Count(log.AnnouncedLosses, "dropped event")}.";
        var faults = log.Findings.Count(f => f.Severity == FindingSeverity.Error && !check.IsKnown(f));
        if (faults > 0)
            yield return $"{Words.Count(faults, "finding says", "findings say")} that something is missing, damaged or changed.";
        if (log.HasChain && !log.Findings.Any(f => f.Kind is FindingKind.BrokenChain or FindingKind.ChainKey))
            yield return "The chain of hashes is unbroken.";
        yield return $"{Words.Count(log.Records, "record")} in {Words.Count(log.Files.Count, "file")} were checked.";
    }

    static ShownFinding Of(Finding finding, bool isKnown)
    {
        var gravity = finding.Severity switch
        {
            FindingSeverity.Error when isKnown => Gravity.Known,
            FindingSeverity.Error => Gravity.Fault,
            FindingSeverity.Warning => Gravity.Known,
            _ => Gravity.None,
        };
        var kind = InWords(finding.Kind) + (isKnown ? ", known" : "");
        return new(kind, gravity, new(finding.File, finding.Line, finding.Offset), finding.Message);
    }

    static ShownRun Of(LogRun run) => new(
        run.Id,
        run.Host ?? "–",
        run.ProcessId?.ToString(CultureInfo.InvariantCulture) ?? "–",
        run.Started,
        run.FirstNumber == 0 ? "–" : $"{Words.Number(run.FirstNumber)} to {Words.Number(run.LastNumber)}",
        run.Missing == 0 ? EndOf(run) : $"{EndOf(run)}; {Words.Number(run.Missing)} missing");

    static string EndOf(LogRun run) => run.HasEnded ? "orderly" : "none yet, or it was killed";

    /// <summary>"MissingNumbers" is "Missing numbers".</summary>
    static string InWords(FindingKind kind)
    {
        var words = new StringBuilder();
        foreach (var c in kind.ToString())
        {
            if (char.IsUpper(c) && words.Length > 0) words.Append(' ').Append(char.ToLowerInvariant(c));
            else words.Append(c);
        }
        return words.ToString();
    }

    static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
