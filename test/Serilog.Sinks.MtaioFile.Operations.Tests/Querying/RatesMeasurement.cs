using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using DuckDB.NET.Data;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Querying;

/// <summary>
/// What a core does a second: writing, compressing and querying. It measures only when it is asked to, by MEASURE_RATES=FILE; the page has
/// the numbers of the committed run. It counts processor time, so that other work on the machine does not matter much.
/// </summary>
public sealed class RatesMeasurement : IDisposable
{
    const string Variable = "MEASURE_RATES";

    const int Records = 2_000_000;

    /// <summary>The committed run, beside this file.</summary>
    const string Committed = "test/Serilog.Sinks.MtaioFile.Operations.Tests/Querying/rates.json";

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [MeasurementFact(Variable)]
    public async Task Measure()
    {
        var plain = _folder["central/host1/orders.clef"];
        var (packed, parquet) = ($"{plain}.1.gz", _folder["lake.parquet"]);
        var rates = new Dictionary<string, TimeSpan> { ["Write"] = Processor(() => Write(plain)) };
        var bytes = new FileInfo(plain).Length;
        rates["Compress"] = Processor(() => Compress(plain, packed));
        System.IO.File.Delete(plain);
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();
        var json = $"read_ndjson_objects('{packed}', filename = true, ignore_errors = true)";
        var columns = $"SELECT (json->>'$.\"@t\"')::TIMESTAMP AS time, json->>'$.\"@l\"' AS level, json AS record FROM {json}";
        rates["Scan"] = Query(connection, $"SELECT count(*) FROM {json} WHERE json->>'$.\"@l\"' = 'Error'");
        rates["Convert"] = Query(connection, $"COPY ({columns}) TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)");
        rates["ScanParquet"] = Query(connection, $"SELECT count(*) FROM '{parquet}' WHERE level = 'Error'");
        Dictionary<string, object> run = new()
        {
            ["Date"] = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["Machine"] = $"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}",
            ["Records"] = Records,
            ["Megabytes"] = Math.Round(bytes / 1e6),
            ["GZipMegabytes"] = Math.Round(new FileInfo(packed).Length / 1e6),
            ["ParquetMegabytes"] = Math.Round(new FileInfo(parquet).Length / 1e6),
        };
        foreach (var (name, time) in rates) run[name] = Math.Round(bytes / 1e6 / time.TotalSeconds);
        await System.IO.File.WriteAllTextAsync(MeasurementFactAttribute.FileOf(Variable)!, JsonSerializer.Serialize(run, Indented) + "\n");
    }

    [Fact]
    public void ThePageHasTheNumbersOfTheCommittedRun()
    {
        var page = Snippets.Read("docs/querying.md");
        using var run = JsonDocument.Parse(Snippets.Read(Committed));
        foreach (var (row, name) in (ReadOnlySpan<(string, string)>)[
            ("the sink writes JSON", "Write"), ("the sink compresses an archive by gzip", "Compress"),
            ("DuckDB reads JSON from gzip", "Scan"),
            ("DuckDB writes Parquet from it", "Convert"), ("DuckDB reads one column of the Parquet", "ScanParquet")])
        {
            Assert.Contains($"\n| {row} | {run.RootElement.GetProperty(name).GetDouble():N0} |\n", page, StringComparison.Ordinal);
        }
    }

    /// <summary>The plan for 10 TB a day on 1,000 machines, and what the measured records became.</summary>
    [Fact]
    public void ThePlanIsMadeFromTheNumbersOfTheCommittedRun()
    {
        using var run = JsonDocument.Parse(Snippets.Read(Committed));
        var (day, machine) = (10e12 / 1e6, 10e9 / 1e6 / TimeSpan.FromDays(1).TotalSeconds);
        var scan = day / Of("Scan");
        string[] expected =
        [
            $"{Of("Megabytes"):0} MB, which gzip makes {Of("GZipMegabytes"):0} MB and Parquet {Of("ParquetMegabytes"):0} MB",
            $"{machine / Of("Write"):0.00 %} of a core to write it, {machine / Of("Compress"):0.00 %} to compress it",
            $"10 TB at {Of("Convert"):0} MB a second: {day / Of("Convert") / 3600:0.0} hours of a core for each day",
            $"{10 * Of("ParquetMegabytes") / Of("Megabytes"):0.0} TB of Parquet",
            $"10 TB at {Of("Scan"):0} MB a second: {scan / 3600:0.0} hours of a core, {scan / 60 / 64:0} minutes on 64 cores",
            $"{scan / 24 / 60:0} minutes of a core, {scan / 24 / 64:0} seconds on 64 cores",
            $"{day / Of("ScanParquet"):0} seconds of a core",
        ];
        Assert.All(expected, e => Assert.Contains(e, Snippets.Read("docs/querying.md"), StringComparison.Ordinal));

        double Of(string name) => run.RootElement.GetProperty(name).GetDouble();
    }

    static void Write(string path)
    {
        using var log = new LoggerConfiguration().WriteTo.MtaioJsonFile(path, maxBytes: null).CreateLogger();
        for (var i = 0; i < Records; i++)
        {
            var (customer, elapsed) = ($"customer {i % 1000}", i % 977 * 0.5);
            if (i % 100 == 0) log.Error("Order {OrderId} of {Customer} failed after {Elapsed} ms", i, customer, elapsed);
            else log.Information("Order {OrderId} of {Customer} took {Elapsed} ms", i, customer, elapsed);
        }
    }

    /// <summary>As the sink does: with its level, and reading the copy back.</summary>
    static void Compress(string plain, string packed)
    {
        using (var from = System.IO.File.OpenRead(plain))
        using (var file = System.IO.File.Create(packed))
        using (var to = ArchiveCompression.GZip.OpenCompressing(file))
        {
            from.CopyTo(to);
        }
        using var copy = System.IO.File.OpenRead(packed);
        using var back = ArchiveCompression.GZip.OpenDecompressing(copy);
        back.CopyTo(Stream.Null);
    }

    static TimeSpan Query(DuckDBConnection connection, string statement) => Processor(() =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    });

    static TimeSpan Processor(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return process.TotalProcessorTime - before;
    }
}
