namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The files of the log: their times, sizes and compression.</summary>
sealed class FilesSection(HtmlWriter page, LogSummary summary)
{
    const int MostRows = 200;

    readonly FileSummary[] _files = [.. summary.Files];

    public void Write()
    {
        page.Line($"<section id=\"files\"><h2>Files and rotations</h2>");
        page.Line($"<p>{Sum()}</p>");
        if (_files.Length > MostRows) page.Line($"<p class=\"hint\">These are the {Words.Number(MostRows)} newest files.</p>");
        var largest = _files.Select(f => Math.Max(f.File.Length, f.File.Uncompressed)).DefaultIfEmpty().Max();
        new HtmlTable(page, "Files, the oldest first")
            .LogText("File").Time("First record (UTC)").Time("Last record (UTC)")
            .Number("Records").Number("Errors").Number("On disk")
            .Number("Uncompressed").Number("Ratio").Words("")
            .Write(_files.Select((f, i) => ((string?)FileNames.IdOf(i), Row(f, largest))).Skip(_files.Length - MostRows));
        page.Line($"<p class=\"hint\">Blue in the bars is the size on disk, grey what compression saved.</p>");
        page.Line($"</section>");
    }

    static Html[] Row(FileSummary file, long largest) =>
    [
        Html.Of($"{FileNames.NameOf(file.File.Path)}{(file.File.IsActive ? " (active)" : "")}"),
        Words.TimeElement(file.From),
        Words.TimeElement(file.Until),
        Html.Of($"{Words.Number(file.Counts.Total)}"),
        Html.Of($"{Words.Number(file.Counts.Errors)}"),
        Html.Of($"{Words.Size(file.File.Length)}"),
        Html.Of($"{Words.Size(file.File.Uncompressed)}"),
        Html.Of($"{(file.File.Codec is { } codec ? $"{Words.Ratio(file.File.Uncompressed, file.File.Length)} {codec}" : "–")}"),
        ShareBar.Within(file.File.Length, file.File.Uncompressed, largest),
    ];

    string Sum()
    {
        var packed = _files.Where(f => f.File.Codec is not null).ToArray();
        var (onDisk, uncompressed) = (Words.Size(_files.Sum(f => f.File.Length)), Words.Size(_files.Sum(f => f.File.Uncompressed)));
        var sum = $"{Words.Count(_files.Length, "file")} of {onDisk} on disk, {uncompressed} uncompressed.";
        if (packed.Length == 0) return sum + " No file is compressed.";
        var ratio = Words.Ratio(packed.Sum(f => f.File.Uncompressed), packed.Sum(f => f.File.Length));
        return sum + $" {Words.Count(packed.Length, "file is", "files are")} compressed, {ratio} together.";
    }
}
