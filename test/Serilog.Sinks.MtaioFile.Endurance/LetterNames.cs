using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>Names that consist of letters alone, as the prefix of a numbered line must.</summary>
static class LetterNames
{
    /// <summary>A number in letters.</summary>
    public static string Of(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));
}
