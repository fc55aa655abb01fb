using NumberRange = Serilog.Sinks.MtaioFile.Runs.NumberRange;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>Reads the numbers that a notice or an end record announces.</summary>
static class NumbersText
{
    /// <summary>Reads ranges such as <c>17,20-30,40-90:12</c>. What is no range is left out.</summary>
    public static List<NumberRange> Read(string? text)
    {
        List<NumberRange> ranges = [];
        if (text is null or Runs.RunRecord.None) return ranges;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var comma = rest.IndexOf(',');
            if (NumberRange.TryParse((comma < 0 ? rest : rest[..comma]).Trim(), out var range)) ranges.Add(range);
            rest = comma < 0 ? default : rest[(comma + 1)..];
        }
        return ranges;
    }
}
