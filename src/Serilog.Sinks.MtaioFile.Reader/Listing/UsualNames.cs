using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>The patterns of archive names that are tried when the user gives none.</summary>
static class UsualNames
{
    static readonly string[] Folders = ["", "archive/", "archives/"];
    static readonly string[] Dates =
    [
        "{date}", "{date:yyyyMMdd}", "{date:yyyyMMddHH}", "{date:yyyyMMddHHmm}", "{date:yyyyMM}", "{date:yyyy-MM}",
    ];

    static readonly string[] Numbers = ["{n}", "{n:00}", "{n:000}", "{n:0000}"];

    /// <summary>All patterns.</summary>
    public static IReadOnlyList<string> Patterns { get; } = [.. Folders.SelectMany(InFolder)];

    /// <summary>The folder of a pattern; empty = that of the active file.</summary>
    public static string FolderOf(string pattern) => pattern[..(pattern.IndexOf('/', StringComparison.Ordinal) + 1)];

    static IEnumerable<string> InFolder(string folder) => Middles().SelectMany(
        middle => new[] { folder + "{name}" + middle, folder + "{stem}" + middle + "{ext}" });

    static IEnumerable<string> Middles()
    {
        foreach (var number in Numbers) yield return "." + number;
        foreach (var before in new[] { ".", "-", "_", "" })
        {
            foreach (var date in Dates)
            {
                yield return before + date;
                foreach (var between in new[] { ".", "-", "_" })
                {
                    foreach (var number in Numbers) yield return before + date + between + number;
                }
            }
        }
    }

    /// <summary>The formats that the date of a rolled file may have.</summary>
    public static IReadOnlyList<StampFormat> RollingStamps { get; } =
    [
        .. StampFormat.Defaults.Reverse(),
        .. Enum.GetValues<StampPrecision>().Where(p => p != StampPrecision.None).OrderDescending().Select(StampFormat.Compact),
    ];
}
