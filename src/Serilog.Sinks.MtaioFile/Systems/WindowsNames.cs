using System.Buffers;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>
/// Which names files cannot have on Windows, whatever system runs this: names of devices, some characters, a dot or space at the end. Such
/// a path leads to nothing, to another file, or to a device that takes the events.
/// </summary>
static class WindowsNames
{
    const string Null = "NUL";

    /// <summary>What a name that has nothing else is replaced by in an example.</summary>
    const string AnyName = "app";

    static readonly SearchValues<char> Impossible =
        SearchValues.Create("<>:\"|?*" + string.Concat(Enumerable.Range(0, ' ').Select(i => (char)i)));

    static readonly SearchValues<char> PortNumbers = SearchValues.Create("0123456789\u00B9\u00B2\u00B3");

    static readonly string[] Devices = ["CON", "PRN", "AUX", Null, "CONIN$", "CONOUT$"];

    static readonly string[] Ports = ["COM", "LPT"];

    /// <summary>What is wrong with the names of a path, and what would be right; null = a file or device can have the path.</summary>
    public static string? MistakeIn(string path)
    {
        if (StartsWithDevice(path, '.')) return null;
        if (StartsWithDevice(path, '?') || path.StartsWith(@"\??\", StringComparison.Ordinal)) return MistakeInExtended(path[4..]);
        var names = WithoutDrive(path).Split('\\', '/');
        // The first two names of \\server\share are no names of files.
        var first = names is ["", "", ..] ? 4 : 0;
        for (var i = first; i < names.Length; i++)
        {
            var isNull = i == names.Length - 1 && Null.Equals(names[i], StringComparison.OrdinalIgnoreCase);
            if (!isNull && names[i] is not ("" or "." or "..") && MistakeInName(names[i]) is { } mistake) return mistake;
        }
        return null;
    }

    /// <summary>What is wrong with the name of a file or folder, and what would be right; null = a file can have the name.</summary>
    public static string? MistakeInName(string name)
    {
        var mistake = CharacterMistakeIn(name);
        if (name.EndsWith('.') || name.EndsWith(' '))
            mistake ??= $"ends in a {(name.EndsWith('.') ? "dot" : "space")}, which Windows leaves out";
        if (IsDevice(name)) mistake ??= $"is the device {StemOf(name).ToUpperInvariant()}, in every folder and with every ending";
        return mistake is null ? null : $"\"{Shown(name)}\" {mistake}; write, for instance, {RightFor(name)}";
    }

    /// <summary>Such a path is taken as it is, so that only the characters of its names can be wrong.</summary>
    static string? MistakeInExtended(string path)
    {
        var wrong = WithoutDrive(path).Split('\\', '/').FirstOrDefault(n => CharacterMistakeIn(n) is not null);
        return wrong is null ? null : MistakeInName(wrong);
    }

    static string? CharacterMistakeIn(string name) => name.AsSpan().IndexOfAny(Impossible) is var index and >= 0
        ? $"has {Shown(name[index])}, which {(name[index] == ':' ? "can only follow the letter of a drive" : "no name has")} on Windows"
        : null;

    /// <summary>The part of the name that makes a device: what follows the first dot, and spaces before it, do not matter.</summary>
    static string StemOf(string name) => name.Split('.')[0].TrimEnd(' ');

    static bool IsDevice(string name)
    {
        var stem = StemOf(name);
        return Devices.Contains(stem, StringComparer.OrdinalIgnoreCase)
            || (stem.Length == 4 && PortNumbers.Contains(stem[^1]) && Ports.Contains(stem[..^1], StringComparer.OrdinalIgnoreCase));
    }

    static string RightFor(string name)
    {
        var possible = string.Concat(name.Select(c => Impossible.Contains(c) ? '_' : c)).TrimEnd('.', ' ');
        if (possible.Length == 0) return AnyName;
        var stem = StemOf(possible);
        return IsDevice(possible) ? $"{stem}_{possible[stem.Length..]}" : possible;
    }

    static string Shown(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    static string Shown(char character) => char.IsControl(character)
        ? "U+" + ((int)character).ToString("X4", CultureInfo.InvariantCulture)
        : $"'{character}'";

    /// <summary>Whether a path begins with the two separators, the character and the separator that lead to devices.</summary>
    static bool StartsWithDevice(string path, char character) =>
        path.Length > 3 && IsSeparator(path[0]) && IsSeparator(path[1]) && path[2] == character && IsSeparator(path[3]);

    static bool IsSeparator(char character) => character is '\\' or '/';

    static string WithoutDrive(string path) => path is [var letter, ':', ..] && char.IsAsciiLetter(letter) ? path[2..] : path;
}
