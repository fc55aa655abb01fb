namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Finds the word that was probably meant.</summary>
static class NearMiss
{
    public static string? Of(string word, IEnumerable<string> known)
    {
        if (Nearest(word, known) is not var (nearest, distance)) return null;
        return distance <= Math.Max(2, word.Length / 3) && distance < nearest.Length ? nearest : null;
    }

    /// <summary>The known word with the fewest typing errors between, and their number; null if no word is known.</summary>
    public static (string Word, int Distance)? Nearest(string word, IEnumerable<string> known) =>
        known.Select(k => (Word: k, Distance: Distance(word.ToUpperInvariant(), k.ToUpperInvariant())))
            .OrderBy(k => k.Distance).Select(k => ((string, int)?)k).FirstOrDefault();

    public static string Hint(string word, IEnumerable<string> known) => Of(word, known) is { } near ? $"did you mean {near}? " : "";

    /// <summary>The number of letters to insert, remove or replace.</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
