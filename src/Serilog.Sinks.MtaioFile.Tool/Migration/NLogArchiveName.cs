using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Makes a pattern of archive names of what NLog says about them.</summary>
static partial class NLogArchiveName
{
    /// <summary>What NLog puts behind a name without a number.</summary>
    public const string DefaultSuffix = "_{0:00}";

    const char Number = '\u0002';
    const string DefaultDate = "yyyyMMdd";

    /// <summary>Takes the number out of a layout, which is then read as a path.</summary>
    public static string Marked(string layout) => NumberSigns().Replace(layout, m => new string(Number, m.Groups["signs"].Length));

    /// <param name="active">The path of the active file.</param>
    /// <param name="archive">The path of the archives, marked.</param>
    /// <param name="suffix">The suffix; null = none is given.</param>
    /// <param name="numbering">How NLog up to 5 numbers; null = nothing is said.</param>
    /// <param name="dateFormat">The format of a date of NLog up to 5.</param>
    public static string Pattern(string active, string archive, string? suffix, string? numbering, string? dateFormat)
    {
        var file = InWords(active, Path.GetFileName(archive));
        var signs = file.Count(c => c == Number);
        var isDated = numbering?.StartsWith("Date", StringComparison.OrdinalIgnoreCase) is true;
        var number = signs > 1 ? $"{{n:{new string('0', signs)}}}" : "{n}";
        if (isDated) number = $"{{date:{dateFormat ?? DefaultDate}}}.{(signs > 1 ? number : "{n}")}";
        if (signs > 0) file = Signs().Replace(file, number);
        else file = Behind(file, isDated && suffix is null ? $".{number}" : WordsOf(suffix ?? DefaultSuffix));
        return $"{Folder(active, archive)}{file}";
    }

    static string InWords(string active, string file)
    {
        var (name, stem, ext) = (Path.GetFileName(active), Path.GetFileNameWithoutExtension(active), Path.GetExtension(active));
        if (string.Equals(file, name, StringComparison.Ordinal)) return "{stem}{ext}";
        var words = file;
        if (ext.Length > 0 && words.EndsWith(ext, StringComparison.Ordinal)) words = $"{words[..^ext.Length]}{{ext}}";
        return stem.Length > 0 && words.StartsWith(stem, StringComparison.Ordinal) ? $"{{stem}}{words[stem.Length..]}" : words;
    }

    static string Behind(string file, string suffix)
    {
        const string Ext = "{ext}";
        if (file.EndsWith(Ext, StringComparison.Ordinal)) return $"{file[..^Ext.Length]}{suffix}{Ext}";
        var ext = Path.GetExtension(file);
        return $"{file[..^ext.Length]}{suffix}{ext}";
    }

    static string WordsOf(string suffix)
    {
        var words = suffix.Replace("{0", "{n", StringComparison.Ordinal).Replace("{1:", "{date:", StringComparison.Ordinal)
            .Replace("{1}", "{date}", StringComparison.Ordinal);
        return words.Contains("{n", StringComparison.Ordinal) ? words : $"{words}_{{n}}";
    }

    static string Folder(string active, string archive)
    {
        var (from, to) = (Path.GetDirectoryName(active) ?? "", Path.GetDirectoryName(archive) ?? "");
        if (string.Equals(from, to, StringComparison.Ordinal)) return "";
        var folder = Path.IsPathRooted(to) && !Path.IsPathRooted(from) ? to : Path.GetRelativePath(Rooted(from), Rooted(to));
        return folder is "." ? "" : $"{folder.Replace('\\', '/').TrimEnd('/')}/";
    }

    static string Rooted(string folder) => Path.IsPathRooted(folder) ? folder : Path.Combine("/", folder);

    [GeneratedRegex(@"\{(?<signs>#+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex NumberSigns();

    [GeneratedRegex("\u0002+", RegexOptions.NonBacktracking)]
    private static partial Regex Signs();
}
