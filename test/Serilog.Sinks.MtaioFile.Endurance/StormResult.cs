using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>What loggers of a storm say of their lines.</summary>
/// <param name="Names">The names of the loggers.</param>
/// <param name="Acknowledged">For each prefix, the number up to which its lines must be there.</param>
/// <param name="Refused">Lines that need not be there.</param>
sealed record StormResult(
    HashSet<string> Names,
    List<(string Prefix, long Last)> Acknowledged,
    HashSet<(string Prefix, long Number)> Refused)
{
    const string RefusedWord = "refused";

    public static StormResult Nothing => new([], [], []);

    public static StormResult Of(StormLog log) =>
        new([log.Name], [.. log.Acknowledged.Select(a => (a.Key, a.Value))], [.. log.Refused]);

    public static StormResult Sum(IEnumerable<StormResult> results)
    {
        var sum = Nothing;
        foreach (var result in results)
        {
            sum.Names.UnionWith(result.Names);
            sum.Acknowledged.AddRange(result.Acknowledged);
            sum.Refused.UnionWith(result.Refused);
        }
        return sum;
    }

    /// <summary>Reads what <see cref="ToText"/> has written in another process.</summary>
    public static StormResult From(string text)
    {
        var result = Nothing;
        foreach (var words in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')))
        {
            if (words is [var name]) result.Names.Add(name);
            else if (words is [RefusedWord, var prefix, var number]) result.Refused.Add((prefix, Parsed(number)));
            else result.Acknowledged.Add((words[0], Parsed(words[1])));
        }
        return result;
    }

    public string ToText() => string.Concat(
    [
        .. Names.Select(name => $"{name}\n"),
        .. Refused.Select(r => $"{RefusedWord} {r.Prefix} {r.Number}\n"),
        .. Acknowledged.Select(a => $"{a.Prefix} {a.Last}\n"),
    ]);

    static long Parsed(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
