using System.Globalization;
using Serilog.Sinks.MtaioFile.Reader;
using Spectre.Console;

namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>Writes a verification for people: the verdict, the findings with their places, and tables.</summary>
static class VerifyText
{
    const string Unknown = "–";

    /// <summary>More findings of one log would hide the verdict and the tables.</summary>
    const int MostFindings = 100;

    /// <summary>The columns that are broken if the terminal is too narrow.</summary>
    static readonly string[] Wide = ["file", "from", "until", "host", "started", "announced losses", "reason or level"];

    public static void Write(IAnsiConsole console, CheckedLog log)
    {
        var result = log.Result;
        var color = log.Verdict switch
        {
            Verdict.Complete => "32",
            Verdict.CompleteButForAnnouncedLosses => "33",
            _ => "31",
        };
        WriteLine(console, $"{log.Path}: ", log.Summary, color, "");
        foreach (var finding in result.Findings.OrderBy(log.IsKnown).Take(MostFindings)) WriteLine(console, finding, log.IsKnown(finding));
        if (FurtherOf(result) is { } further) WriteLine(console, "", further, "90", "");
        if (result.Files.Count > 0) console.Write(Files(result));
        if (result.Runs.Count > 0) console.Write(Runs(result));
        WriteDrops(console, result);
    }

    /// <summary>A finding with its place, in the form that editors and terminals make a link of.</summary>
    public static string Place(Finding finding) => finding.Line == 0
        ? finding.File
        : string.Create(CultureInfo.InvariantCulture, $"{finding.File}:{finding.Line} (byte {finding.Offset})");

    /// <summary>How many findings are not written; null = none. JSON has all that the reader keeps.</summary>
    static string? FurtherOf(LogVerification result)
    {
        var further = Math.Max(0, result.Findings.Count - MostFindings) + result.FurtherFindings;
        if (further == 0) return null;
        var kept = result.FurtherFindings == 0 ? "them" : $"the first {Number(result.Findings.Count)} of all";
        return $"and {Number(further)} more (--json has {kept})";
    }

    static void WriteLine(IAnsiConsole console, Finding finding, bool isKnown)
    {
        var (word, color) = finding.Severity switch
        {
            FindingSeverity.Error when isKnown => ("known", "90"),
            FindingSeverity.Error => ("error", "31"),
            FindingSeverity.Warning => ("warning", "33"),
            _ => ("note", "90"),
        };
        WriteLine(console, $"{Place(finding)}: ", word, color, $": {finding.Message}");
    }

    /// <summary>Writes a line as it is: a console would break it at the width of the terminal, within paths too.</summary>
    static void WriteLine(IAnsiConsole console, string before, string colored, string color, string after)
    {
        var writer = console.Profile.Out.Writer;
        var hasColor = console.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };
        writer.Write(TerminalText.EscapeLine(before));
        var shown = TerminalText.EscapeLine(colored);
        writer.Write(hasColor ? $"\u001b[{color}m{shown}\u001b[0m" : shown);
        writer.WriteLine(TerminalText.EscapeLine(after));
    }

    static Table Files(LogVerification result)
    {
        var table = New("files", "file", "records", "bytes", "from", "until");
        foreach (var file in result.Files)
            Add(table, file.File.Name, Number(file.Records), Number(file.Bytes), Time(file.From), Time(file.Until));
        if (result.Files.Count > 1) Add(table, "all", Number(result.Records), Number(result.Bytes), "", "");
        return table;
    }

    static Table Runs(LogVerification result)
    {
        var table = New("runs", "run", "host", "process", "started", "numbers", "announced losses", "missing", "end");
        foreach (var run in result.Runs)
        {
            Add(
                table,
                run.Id,
                run.Host ?? Unknown,
                run.ProcessId?.ToString(CultureInfo.InvariantCulture) ?? Unknown,
                Time(run.Started),
                run.FirstNumber == 0 ? Unknown : $"{Number(run.FirstNumber)} to {Number(run.LastNumber)}",
                Number(run.Announced),
                Number(run.Missing),
                run.HasEnded ? "yes" : "no");
        }
        return table;
    }

    static void WriteDrops(IAnsiConsole console, LogVerification result)
    {
        if (result.DropsByReason.Count == 0) return;
        var table = New("announced losses", "reason or level", "events");
        foreach (var (reason, count) in result.DropsByReason.OrderByDescending(d => d.Value)) Add(table, reason, Number(count));
        foreach (var (level, count) in result.DropsByLevel.OrderByDescending(d => d.Key)) Add(table, level.ToString(), Number(count));
        console.Write(table);
        if (!console.Profile.Capabilities.Interactive) return;
        var chart = new BarChart().Width(Math.Min(console.Profile.Width, 80));
        foreach (var (reason, count) in result.DropsByReason) chart.AddItem(Markup.Escape(reason), count, Color.Yellow);
        console.Write(chart);
    }

    static Table New(string title, params string[] columns)
    {
        var table = new Table().Title(title).Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column) { NoWrap = !Wide.Contains(column, StringComparer.Ordinal) });
        return table;
    }

    static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(c => new Text(TerminalText.EscapeLine(c)))]);

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? Unknown;
}
