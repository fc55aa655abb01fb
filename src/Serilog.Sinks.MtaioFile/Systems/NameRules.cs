using System.Text;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>
/// The rules of a system for the names of files. They are those of the system as a whole: whether one of its file systems is an exception
/// is known only by looking at a file.
/// </summary>
sealed class NameRules
{
    NameRules(StringComparer comparer, StringComparison comparison) => (Comparer, Comparison) = (comparer, comparison);

    /// <summary>Whether the rules are those of Windows: impossible names, drives, two separators, lengths in characters.</summary>
    bool IsWindows { get; init; }

    /// <summary>Names that differ by case are names of different files.</summary>
    public static NameRules Linux { get; } = new(StringComparer.Ordinal, StringComparison.Ordinal);

    /// <summary>Names that differ by case alone are one name.</summary>
    public static NameRules MacOS { get; } = new(StringComparer.OrdinalIgnoreCase, StringComparison.OrdinalIgnoreCase);

    /// <summary>Names that differ by case alone are one name, and some names are impossible.</summary>
    public static NameRules Windows { get; } =
        new(StringComparer.OrdinalIgnoreCase, StringComparison.OrdinalIgnoreCase) { IsWindows = true };

    public static NameRules OfThisSystem => SystemCalls.Current.Names;

    /// <summary>What separates folders. On Unix, a backslash is a part of a name.</summary>
    public string Separators => IsWindows ? "/\\" : "/";

    /// <summary>Whether a path may begin with the letter of a drive and a colon.</summary>
    public bool HasDrives => IsWindows;

    /// <summary>In what the length of a name is limited.</summary>
    public string LengthUnit => IsWindows ? "characters" : "bytes";

    /// <summary>Tells names and paths apart.</summary>
    public StringComparer Comparer { get; }

    /// <summary>Compares parts of names.</summary>
    public StringComparison Comparison { get; }

    /// <summary>What is wrong with the names of a path, and what would be right; null = a file or device can have the path.</summary>
    public string? MistakeIn(string path) => IsWindows ? WindowsNames.MistakeIn(path) : NullCharacterIn(path);

    /// <summary>What is wrong with a name, and what would be right; null = a file can have the name.</summary>
    public string? MistakeInName(string name) => IsWindows ? WindowsNames.MistakeInName(name) : NullCharacterIn(name);

    static string? NullCharacterIn(string name) =>
        name.Contains('\0', StringComparison.Ordinal) ? "it has a null character, at which every path ends; leave it out" : null;

    /// <summary>The length of a name in <see cref="LengthUnit"/>.</summary>
    public int LengthOf(string name) => IsWindows ? name.Length : Encoding.UTF8.GetByteCount(name);

    /// <summary>A text that is the same for all spellings of one name or path, as a digest needs it.</summary>
    public string KeyOf(string name) => Comparison == StringComparison.Ordinal ? name : name.ToUpperInvariant();
}
