using System.Globalization;
using Serilog.Sinks.MtaioFile.Reader;
using Spectre.Console;

namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>Writes a verification for people: the verdict, the findings with their places, and tables.</summary>
static class VerifyText
{
    const string Unknown = "–";

    public static void Write(IAnsiConsole console, string path, LogVerification result)
    {
        var color = result.Verdict switch
        {
            Verdict.Complete => "green",
            Verdict.CompleteButForAnnouncedLosses => "yellow",
            _ => "red",
        };
        console.MarkupLine($"{Markup.Escape(path)}: [{color}]{Markup.Escape(result.Summary)}[/]");
        foreach (var finding in result.Findings) console.MarkupLine(Line(finding));
        if (result.FurtherFindings > 0) console.MarkupLine($"[grey]{Number(result.FurtherFindings)} findings more are not shown[/]");
        if (result.Files.Count > 0) console.Write(Files(result));
        if (result.Runs.Count > 0) console.Write(Runs(result));
        WriteDrops(console, result);
    }

    /// <summary>A finding with its place, in the form that editors and terminals make a link of.</summary>
    public static string Place(Finding finding) => finding.Line == 0
        ? finding.File
        : string.Create(CultureInfo.InvariantCulture, $"{finding.File}:{finding.Line} (byte {finding.Offset})");

    static string Line(Finding finding)
    {
        var (word, color) = finding.Severity switch
        {
            FindingSeverity.Error => ("error", "red"),
            FindingSeverity.Warning => ("warning", "yellow"),
            _ => ("note", "grey"),
        };
        return $"{Markup.Escape(Place(finding))}: [{color}]{word}[/]: {Markup.Escape(finding.Message)}";
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
        foreach (var column in columns) table.AddColumn(new TableColumn(column) { NoWrap = true });
        return table;
    }

    static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(c => new Text(c))]);

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? Unknown;
}
