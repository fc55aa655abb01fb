namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>
/// Reads the mode of a file: octal digits with a leading zero, <c>u=rw,g=r</c>, or the names of <see cref="UnixFileMode"/>.
/// </summary>
static class FileModeText
{
    const string Help = "write octal digits with a leading zero, such as \"0640\", or \"u=rw,g=r\", or \"UserRead, UserWrite, GroupRead\"";

    public static UnixFileMode Parse(string text)
    {
        if (text.All(char.IsAsciiDigit)) return Octal(text);
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.Aggregate(
            UnixFileMode.None, (mode, part) => mode | (part.Contains('=', StringComparison.Ordinal) ? Clause(part) : Name(part)));
    }

    /// <summary>A number without the zero could be decimal: 420 is 0644.</summary>
    static UnixFileMode Octal(string text)
    {
        if (text.Length is not (4 or 5) || text[0] != '0' || text.AsSpan().IndexOfAny('8', '9') >= 0)
            throw new FormatException($"is not a file mode; {Help}");
        return (UnixFileMode)Convert.ToInt32(text, 8);
    }

    static UnixFileMode Name(string text)
    {
        if (Enum.GetNames<UnixFileMode>().Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<UnixFileMode>(text, ignoreCase: true);
        throw new FormatException($"is not a file mode; {NearMiss.Hint(text, Enum.GetNames<UnixFileMode>())}{Help}");
    }

    static UnixFileMode Clause(string clause)
    {
        var split = clause.IndexOf('=', StringComparison.Ordinal);
        var bits = clause[(split + 1)..].Aggregate(0, (all, c) => all | Bit(c));
        return clause[..split].Replace("a", "ugo", StringComparison.Ordinal)
            .Aggregate(split == 0 ? throw NotAMode() : UnixFileMode.None, (mode, who) => mode | (UnixFileMode)(bits << Shift(who)));
    }

    static int Bit(char c) => c switch { 'r' => 4, 'w' => 2, 'x' => 1, _ => throw NotAMode() };

    static int Shift(char who) => who switch { 'u' => 6, 'g' => 3, 'o' => 0, _ => throw NotAMode() };

    static FormatException NotAMode() => new($"is not a file mode; {Help}");
}
