using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>
/// The names of a file's numbered archives: <c>app.log.1</c> is the newest. <see cref="Format"/> and <see cref="TryParse"/> are exact
/// inverses: what the one cannot have made, the other does not accept.
/// </summary>
sealed class ArchiveNames(string activeName)
{
    public const string CompressedSuffix = ".gz";

    readonly string _prefix = activeName + ".";

    public string Format(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return _prefix + number.ToString(CultureInfo.InvariantCulture);
    }

    public string FormatCompressed(int number) => Format(number) + CompressedSuffix;

    public bool TryParse(string name, out int number, out bool compressed)
    {
        number = 0;
        compressed = false;
        if (!name.StartsWith(_prefix, StringComparison.Ordinal)) return false;
        var rest = name.AsSpan(_prefix.Length);
        compressed = rest.EndsWith(CompressedSuffix, StringComparison.Ordinal);
        if (compressed) rest = rest[..^CompressedSuffix.Length];
        var parsed = TryParseNumber(rest, out number);
        compressed &= parsed;
        return parsed;
    }

    /// <summary>ASCII digits without leading zero, from 1 to <see cref="int.MaxValue"/>; int.Parse takes more than that.</summary>
    static bool TryParseNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        if (digits.Length is 0 or > 10 || digits[0] == '0') return false;
        var value = 0L;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            value = (value * 10) + (digit - '0');
        }
        if (value > int.MaxValue) return false;
        number = (int)value;
        return true;
    }
}
