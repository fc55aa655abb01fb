using System.Globalization;

namespace Sample;

/// <summary>The folder with the log files of one run; the names and the limit are those of appsettings.json.</summary>
sealed class LogFolder
{
    public const long TextLimit = 250_000;

    const string TextName = "app.log", JsonName = "events.clef", ErrorsName = "errors.log", ReportName = "report.html";

    LogFolder(string path) => Path = path;

    public string Path { get; }

    public string Text => System.IO.Path.Combine(Path, TextName);

    public string Json => System.IO.Path.Combine(Path, JsonName);

    public string Errors => System.IO.Path.Combine(Path, ErrorsName);

    /// <summary>The page about the log.</summary>
    public string Report => System.IO.Path.Combine(Path, ReportName);

    /// <summary>The rotated files of the text log, the oldest first: archives by number, then the active file.</summary>
    public IReadOnlyList<string> TextFiles => [.. Directory.EnumerateFiles(Path, TextName + "*").OrderByDescending(NumberOf)];

    /// <summary>Everything in the folder, as a person sorts it.</summary>
    public IEnumerable<FileInfo> Files =>
        new DirectoryInfo(Path).EnumerateFiles().OrderBy(f => f.Name.Split('.')[0], StringComparer.Ordinal).ThenBy(f => NumberOf(f.Name));

    /// <summary>
    /// The folder below <paramref name="root"/>, without what an earlier run has left. Files of other names are left alone.
    /// </summary>
    public static LogFolder CreateEmpty(string root)
    {
        var path = System.IO.Path.Combine(root, "logs");
        Directory.CreateDirectory(path);
        foreach (var name in new[] { TextName, JsonName, ErrorsName, ReportName })
        {
            foreach (var file in Directory.EnumerateFiles(path, name + "*")) File.Delete(file);
        }
        return new LogFolder(path);
    }

    static int NumberOf(string file)
    {
        var extension = System.IO.Path.GetExtension(file).AsSpan().TrimStart('.');
        return int.TryParse(extension, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
