namespace Sample;

/// <summary>Prints what a person wants to see of the run.</summary>
static class Report
{
    public static void PrintTraffic(TextWriter output, Answers answers, EventTally tally)
    {
        var byStatus = answers.StatusOf.Values.CountBy(s => s).OrderBy(s => s.Key).Select(s => $"{s.Value:N0} x {s.Key}");
        output.WriteLine(
            $"{answers.Count:N0} requests sent in {answers.Elapsed.TotalSeconds:0.0} s ({string.Join(", ", byStatus)}), " +
            $"{tally.Total:N0} events logged");
        output.WriteLine();
    }

    public static void PrintFolder(TextWriter output, LogFolder logs)
    {
        output.WriteLine(logs.Path);
        foreach (var file in logs.Files) output.WriteLine($"{file.Length,12:N0}  {file.Name}");
        output.WriteLine();
        var oldest = logs.TextFiles[0];
        output.WriteLine(
            $"first line of {Path.GetFileName(oldest)}, last line of {Path.GetFileName(logs.Text)}, " +
            $"last line of {Path.GetFileName(logs.Json)}:");
        output.WriteLine("  " + File.ReadLines(oldest).First());
        output.WriteLine("  " + File.ReadLines(logs.Text).Last());
        output.WriteLine("  " + File.ReadLines(logs.Json).Last());
        output.WriteLine();
    }

    /// <returns>Whether all of them were passed.</returns>
    public static bool PrintChecks(TextWriter output, IReadOnlyList<Check> checks)
    {
        foreach (var check in checks) output.WriteLine($"{(check.Passed ? "ok  " : "FAIL")}  {check.Finding}");
        var failed = checks.Count(c => !c.Passed);
        output.WriteLine(failed == 0 ? "All checks passed: every request is in the files exactly once." : $"{failed} checks FAILED.");
        return failed == 0;
    }
}
