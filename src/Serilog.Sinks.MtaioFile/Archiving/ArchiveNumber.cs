namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The numbers in archive names: ASCII digits without leading zero, from 1 to <see cref="int.MaxValue"/>. int.Parse accepts more.
/// </summary>
static class ArchiveNumber
{
    const int MostDigits = 10;

    public static bool TryParse(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        if (digits.Length is 0 or > MostDigits || digits[0] == '0') return false;
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
