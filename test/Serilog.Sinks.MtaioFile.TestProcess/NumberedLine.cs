using System.Globalization;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>The lines of test processes: <c>prefix:number:padding;</c>, so that a torn or merged line is recognised.</summary>
static class NumberedLine
{
    public const string Template = "{Prefix:l}:{N}:{Fill:l};";

    public const string NumberProperty = "N";

    /// <summary>The padding that makes a line <paramref name="size"/> bytes long, its line end included.</summary>
    public static string Fill(string prefix, long number, int size)
    {
        const int PunctuationAndLineEnd = 4;
        return new string(
            '.', Math.Max(0, size - prefix.Length - number.ToString(CultureInfo.InvariantCulture).Length - PunctuationAndLineEnd));
    }

    public static bool TryParse(string line, out string prefix, out long number)
    {
        var parts = line.Split(':');
        prefix = parts[0];
        number = 0;
        return parts is [_, var digits, [.. var fill, ';']]
            && prefix.All(char.IsAsciiLetter) && fill.All(c => c == '.')
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
