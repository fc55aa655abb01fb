using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>
/// Measures how far the central files are behind, and adds it to a file as rows of the table of the page. It takes a minute and runs only
/// if the environment variable MEASURE_LAG names the file.
/// </summary>
public sealed class LagMeasurement : IDisposable
{
    const string Variable = "MEASURE_LAG";

    static readonly TimeSpan Steady = TimeSpan.FromSeconds(15);

    static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    readonly TempFolder _folder = new();

    [MeasurementFact(Variable)]
    public Task OfRsyslog() => MeasureAsync("rsyslog", new RsyslogFleet(_folder, hosts: 10, queueSize: 100_000));

    [MeasurementFact(Variable)]
    public Task OfSyslogNg() => MeasureAsync("syslog-ng", new SyslogNgFleet(_folder, hosts: 10, bufferBytes: 100_000_000));

    [Fact]
    public void ThePageShowsTheCommittedMeasurement()
    {
        var rows = Snippets.Read("test/Serilog.Sinks.MtaioFile.Operations.Tests/Shipping/lag.md");
        Assert.Contains($"\n|---|---|---|---|---|\n{rows}\n", FleetDocument.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    static async Task MeasureAsync(string program, Fleet fleet)
    {
        using (fleet)
        {
            fleet.StartWriting();
            fleet.Hosts.ForEach(h => Eventually.True(() => h.Arrived.Count > 0, "a first line"));
            var lags = await SampleAsync(fleet);
            fleet.Central.Kill();
            await Task.Delay(Outage);
            var last = fleet.LastNumbers();
            fleet.Central.Start();
            var start = Stopwatch.GetTimestamp();
            foreach (var (host, number) in fleet.Hosts.Zip(last)) host.AwaitArrival(number);
            var caughtUp = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double[] columns = [lags[lags.Count / 2], lags[lags.Count * 99 / 100], lags[^1], caughtUp];
            var row = $"| {program} | {string.Join(" | ", columns.Select(c => FormattableString.Invariant($"{c:0.0} s")))} |";
            await System.IO.File.AppendAllTextAsync(MeasurementFactAttribute.FileOf(Variable)!, $"{row}\n");
        }
    }

    /// <summary>How old the last line of each central file was, over and over, sorted.</summary>
    static async Task<List<double>> SampleAsync(Fleet fleet)
    {
        var lags = new List<double>();
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (Stopwatch.GetElapsedTime(start) < Steady && await timer.WaitForNextTickAsync())
        {
            lags.AddRange(fleet.Hosts.Select(h => (DateTimeOffset.UtcNow - TimeOf(h.Arrived[^1])).TotalSeconds));
        }
        lags.Sort();
        return lags;
    }

    static DateTimeOffset TimeOf(string line) =>
        DateTimeOffset.Parse(JsonNode.Parse(line)!["@t"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
