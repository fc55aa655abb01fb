using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Results;

/// <summary>One thing to measure: each run gives one value per metric.</summary>
sealed record Case(string Contender, double Size, Func<Dictionary<string, double>> Run);

/// <summary>Runs cases in turn, round after round, so that a slow minute of the machine meets all of them.</summary>
static class Rounds
{
    public static ResultSet Run(Arguments arguments, Dictionary<string, string> settings, IReadOnlyList<Case> cases, int rounds)
    {
        settings.Add("rounds", $"{rounds}");
        var results = new ResultSet(
            arguments.Command, ResultFiles.CommandLineFor(arguments), DateTimeOffset.UtcNow, Machine.Here(), settings, []);
        foreach (var one in cases) results.Measurements.Add(new Measurement(one.Contender, one.Size, []));
        Console.WriteLine($"{arguments.Command}: {string.Join(", ", settings.Select(s => $"{s.Key} {s.Value}"))}");
        for (var round = 1; round <= rounds; round++)
        {
            Console.Error.Write($"round {round} of {rounds}:");
            for (var i = 0; i < cases.Count; i++) Add(results.Measurements[i], cases[i].Run());
            Console.Error.WriteLine();
        }
        if (arguments.Text("--out") is { } path) ResultFiles.Save(results, path);
        return results;
    }

    static void Add(Measurement measurement, Dictionary<string, double> values)
    {
        foreach (var (metric, value) in values)
        {
            if (!measurement.Values.TryGetValue(metric, out var list)) measurement.Values.Add(metric, list = []);
            list.Add(value);
        }
        Console.Error.Write($" {measurement.Contender} {values.First().Value:0}");
    }
}
