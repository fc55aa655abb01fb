using System.Text.Json;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Results;

/// <summary>Result sets as JSON files.</summary>
static class ResultFiles
{
    const string Project = "test/Serilog.Sinks.MtaioFile.PerformanceTests";
    const string Start = $"dotnet run -c Release --project {Project} -- ";

    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// The folder given with <c>--results</c>, or the project's own as seen from the root of the repository or from the project.
    /// </summary>
    public static string FolderFor(Arguments arguments) =>
        arguments.Text("--results") ?? (Directory.Exists(Project) ? $"{Project}/results" : "results");

    public static void Save(ResultSet results, string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var rounded = results with { Measurements = [.. results.Measurements.Select(Rounded)] };
        System.IO.File.WriteAllText(path, JsonSerializer.Serialize(rounded, Indented) + "\n");
    }

    public static List<ResultSet> LoadAll(string folder) =>
        [
            .. Directory.GetFiles(folder, "*.json")
                .Order(StringComparer.Ordinal)
                .Select(path => JsonSerializer.Deserialize<ResultSet>(System.IO.File.ReadAllText(path))!),
        ];

    /// <summary>What to type for the same numbers, wherever the files were then.</summary>
    public static string CommandLineFor(Arguments arguments) => Start + arguments.Without("--out", "--folder").CommandLine;

    static Measurement Rounded(Measurement measurement) =>
        measurement with
        {
            Values = measurement.Values.ToDictionary(v => v.Key, v => v.Value.ConvertAll(x => Math.Round(x, 1)), StringComparer.Ordinal),
        };
}
