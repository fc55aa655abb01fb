using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>The path of a log as the user has written it, read once.</summary>
/// <param name="Path">
/// The absolute path. For files that roll, the place of the date is marked: whatever format they have, writers of the same files have the
/// same path.
/// </param>
/// <param name="Rolling">The names of files that roll; null = the active file keeps its path.</param>
sealed record LogPath(string Path, RollingPattern? Rolling)
{
    const string DateMark = "{date}";

    /// <summary>The rules of the system for the names of the log's files.</summary>
    public NameRules Rules { get; init; } = NameRules.OfThisSystem;

    /// <summary>
    /// Why the path cannot be that of a file that rotates by time: Serilog.Sinks.File takes the end of its name for the place of the date;
    /// null = it can.
    /// </summary>
    public string? MistakeByTime
    {
        get
        {
            var (start, end) = Split(Path);
            if (Rolling is not null || end.Length == 0 || !(start.EndsWith('-') || start.EndsWith('_'))) return null;
            var (name, stem) = (System.IO.Path.GetFileName(Path), System.IO.Path.GetFileName(start));
            return $"{name} is a name to which Serilog.Sinks.File adds the date; write {stem}{DateMark}{end} for a date in the name, " +
                $"{stem[..^1]}{end} for a file that keeps its name, or use MtaioRollingFile";
        }
    }

    /// <summary>Reads a path. Its process, machine and environment are filled in.</summary>
    /// <param name="path">The text.</param>
    /// <param name="rules">The rules of the system for the names of files; null = of this system.</param>
    /// <exception cref="ArgumentException">The path is missing or wrong; the message says how.</exception>
    public static LogPath Read(string? path, NameRules? rules = null)
    {
        rules ??= NameRules.OfThisSystem;
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (System.IO.Path.EndsInDirectorySeparator(path))
            throw new ArgumentException($"{path} is a folder; write the name of the file too, for instance {path}app.log", nameof(path));
        try
        {
            var text = LogPathReader.Read(path);
            // Before the path is made absolute, which may change the names: on Windows C:\logs\aux.log becomes \\.\aux.
            var filledIn = text.Date is null ? text.Before : text.Before + DateMark + text.After;
            if (rules.MistakeIn(filledIn) is { } mistake) throw new FormatException(mistake);
            var read = text.Date is { } date ? Rolls(text.Before, date, text.After) : new LogPath(Absolute(text.Before), Rolling: null);
            return read with { Rules = rules };
        }
        catch (FormatException ex)
        {
            throw new ArgumentException($"{path} is not a path of a log: {ex.Message}", nameof(path), ex);
        }
    }

    /// <summary>The path of files whose dates and numbers stand before the extension.</summary>
    /// <param name="path">The path without date.</param>
    /// <param name="date">The format of the date; null = the files have no date.</param>
    /// <param name="rules">The rules of the system for the names of files; null = of this system.</param>
    public static LogPath BeforeExtension(string? path, StampFormat? date, NameRules? rules = null)
    {
        var read = Read(path, rules);
        if (read.Rolling is not null)
        {
            const string Message =
                "MtaioRollingFile puts the date before the extension itself; write, for instance, log-.txt, or use MtaioRotatingFile";
            throw new ArgumentException($"{path} is not a path of files that roll: {Message}", nameof(path));
        }
        var (start, end) = Split(read.Path);
        var name = System.IO.Path.GetFileName(start);
        return date is { } format
            ? read with { Path = start + DateMark + end, Rolling = new RollingPattern(name, [format], end) }
            : read with { Path = start + end, Rolling = new RollingPattern(name, [], end) };
    }

    static (string Start, string End) Split(string path)
    {
        var end = System.IO.Path.GetExtension(path);
        return (path[..^end.Length], end);
    }

    static LogPath Rolls(string before, IReadOnlyList<StampFormat> date, string after)
    {
        if (after.AsSpan().ContainsAny('/', System.IO.Path.DirectorySeparatorChar))
            throw new FormatException("{date} can be in the name of the file only; leave it out of the folders");
        if (after.Length > 0 && char.IsAsciiDigit(after[0]))
            throw new FormatException("put a separator between {date} and the digit after it");
        return new LogPath(Absolute(before + DateMark + after), new RollingPattern(System.IO.Path.GetFileName(before), date, after));
    }

    /// <summary>The path from the root, so that a later change of the current directory does not move the log.</summary>
    static string Absolute(string path) => System.IO.Path.GetFullPath(path);
}
