namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>The format of <c>{Level}</c> that is nearest to what NLog writes, and what is different then.</summary>
/// <param name="Format">The format; null = none.</param>
/// <param name="Change">What becomes of the words.</param>
sealed record NLogLevel(string? Format, string Change)
{
    /// <param name="format">The option <c>format</c>; null = none.</param>
    /// <param name="isUpper">Whether the words are in upper case.</param>
    /// <param name="isLower">Whether they are in lower case.</param>
    public static NLogLevel Of(string? format, bool isUpper, bool isLower)
    {
        var letters = isUpper ? "u" : isLower ? "w" : null;
        return format?.Trim().ToUpperInvariant() switch
        {
            "FIRSTCHARACTER" => new NLogLevel(isLower ? "w1" : "u1", "the letter of Trace becomes that of Verbose"),
            "TRILETTER" => new NLogLevel($"{letters ?? "t"}3", "Trc becomes Vrb"),
            "FULLNAME" => new NLogLevel(letters, "Trace becomes Verbose"),
            "ORDINAL" => new NLogLevel(letters, "the numbers become words"),
            null or "" or "NAME" when isUpper => new NLogLevel("u4", "TRACE, DEBUG, ERROR and FATAL become VERB, DBUG, EROR and FATL"),
            null or "" or "NAME" => new NLogLevel(letters, "Trace, Info and Warn become Verbose, Information and Warning"),
            _ => new NLogLevel(letters, "the format has no counterpart; the words are written"),
        };
    }
}
