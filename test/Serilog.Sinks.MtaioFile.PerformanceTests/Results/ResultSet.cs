using System.Text.Json.Serialization;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Results;

/// <summary>All numbers that one command has measured.</summary>
/// <param name="Kind">The command.</param>
/// <param name="CommandLine">How to measure them again.</param>
/// <param name="Date">When the command was started.</param>
/// <param name="Machine">Where.</param>
/// <param name="Settings">What the command was told, defaults included.</param>
/// <param name="Measurements">The numbers.</param>
sealed record ResultSet(
    string Kind,
    string CommandLine,
    DateTimeOffset Date,
    Machine Machine,
    Dictionary<string, string> Settings,
    List<Measurement> Measurements)
{
    [JsonIgnore]
    public IEnumerable<string> Contenders => Measurements.Select(m => m.Contender).Distinct(StringComparer.Ordinal);

    [JsonIgnore]
    public IEnumerable<double> Sizes => Measurements.Select(m => m.Size).Distinct().Order();

    public Measurement? Find(string contender, double size = 0) =>
        Measurements.Find(m => string.Equals(m.Contender, contender, StringComparison.Ordinal) && m.Size.Equals(size));
}

/// <summary>One contender at one size.</summary>
/// <param name="Contender">Who.</param>
/// <param name="Size">How many of what the command varies: archives, properties; 0 where it varies nothing.</param>
/// <param name="Values">By metric, one value of each round.</param>
sealed record Measurement(string Contender, double Size, Dictionary<string, List<double>> Values)
{
    public Spread this[string metric] => Spread.Of(Values[metric]);

    public double Median(string metric) => this[metric].Median;
}
