using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>The table of docs/metrics.md that has the names of one number side by side.</summary>
public sealed partial class NamesTests : LogUnderTest
{
    static readonly Row[] Rows = [.. RowOfTable().Matches(Snippets.Read("docs/metrics.md"))
        .Select(m => new Row(m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Value))];

    [Fact]
    public async Task EachNumberOfAHandleIsInTheDataOfTheHealthCheckUnderItsName()
    {
        await LogAndFailAsync();
        var data = await HealthDataAsync();
        Assert.Equal(data.Keys.Order(StringComparer.Ordinal), Named(r => r.Data));
        string[] members = [.. typeof(MtaioFileStatistics).GetProperties().Select(p => $"Statistics.{p.Name}"), "Path", "QueueFill"];
        Assert.Equal(members.Order(StringComparer.Ordinal), Named(r => r.Member));
        Assert.All(Rows.Where(r => r.Data.Length > 0), r => Assert.Equal(MemberOf(r.Member), data[r.Data]));
        Assert.Equal((5L, 3L), (data["accepted"], data["droppedByFormatting"]));
    }

    [Fact]
    public async Task EachNumberOfAHandleIsInTheMeterUnderItsName()
    {
        using var metrics = new Metrics(LogPath);
        await LogAndFailAsync();
        var read = metrics.Read();
        string[] instruments = [.. read.Keys.Select(k => k.Split(' ')[0]).Distinct(), "queue_fill", "batch_duration"];
        var shown = Named(r => r.Instrument).Where(i => !i.StartsWith("tag ", StringComparison.Ordinal));
        Assert.Equal(instruments.Order(StringComparer.Ordinal), shown);
        Assert.All(Rows.Where(r => read.ContainsKey(r.Instrument)), r => Assert.Equal(MemberOf(r.Member), read[r.Instrument]));
        var dropped = read.Where(r => r.Key.StartsWith("event_dropped ", StringComparison.Ordinal));
        Assert.Equal(("event_dropped formatting Information", 3), (Assert.Single(dropped).Key, dropped.Single().Value));
        Assert.Contains(Rows, r => r is { Member: "Statistics.DroppedByFormatting", Instrument: "tag formatting" });
    }

    [RequiresFact("dotnet")]
    public void EachInstrumentHasItsNameInPrometheus()
    {
        Folder.Write("obstacle", "no folder");
        using var service = new MonitoredServiceProcess(
            Folder.Path,
            $"--Serilog:WriteTo:0:Args:path={Folder["obstacle/orders.clef"]}",
            "--Serilog:WriteTo:0:Args:options:retryTimeLimit=0s");
        service.Post("/orders?count=1");
        Eventually.True(() => service.Get("/metrics").Contains("event_dropped_total{", StringComparison.Ordinal), "a drop");
        var text = service.Get("/metrics");
        var metrics = TypeOfMetric().Matches(text).Select(m => m.Groups[1].Value);
        var ofInstruments = Rows.Where(r => r.Metric.StartsWith("serilog_", StringComparison.Ordinal)).ToList();
        Assert.Equal(metrics.Order(StringComparer.Ordinal), ofInstruments.Select(r => r.Metric).Order(StringComparer.Ordinal));
        Assert.All(ofInstruments, r => Assert.StartsWith($"serilog_mtaio_file_{r.Instrument}", r.Metric, StringComparison.Ordinal));
        Assert.All((string[])["file_path=\"", "serilog_drop_reason=\"failure\""], l => Assert.Contains(l, text, StringComparison.Ordinal));
    }

    /// <summary>Two events are written, three are not.</summary>
    async Task LogAndFailAsync()
    {
        Directory.CreateDirectory(Folder["app.log.1"]);
        var log = OpenRotating(maxBytes: 10, formatter: new DelegateFormatter((logEvent, output) =>
        {
            if (logEvent.MessageTemplate.Text == "bad") throw new FormatException("bad");
            output.WriteLine("0123456789");
        }));
        for (var i = 0; i < 3; i++) log.Information("bad");
        log.Information("good");
        log.Information("good");
        await Record.ExceptionAsync(() => FlushAsync());
        Assert.NotNull(Handle.Statistics.LastError);
    }

    object? MemberOf(string member) => member switch
    {
        "Path" => Handle.Path,
        "QueueFill" => Handle.QueueFill,
        _ => typeof(MtaioFileStatistics).GetProperty(member["Statistics.".Length..])!.GetValue(Handle.Statistics),
    };

    async Task<IReadOnlyDictionary<string, object>> HealthDataAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddHealthChecks().AddMtaioFile(Handle);
        await using var built = services.BuildServiceProvider();
        return (await built.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries.Single().Value.Data;
    }

    static IEnumerable<string> Named(Func<Row, string> column) =>
        Rows.Select(column).Where(name => name.Length > 0).Order(StringComparer.Ordinal);

    sealed record Row(string Member, string Instrument, string Metric, string Data)
    {
        public string Member { get; } = Text(Member);

        public string Instrument { get; } = Text(Instrument);

        public string Metric { get; } = Text(Metric);

        public string Data { get; } = Text(Data);

        static string Text(string cell) => cell == "–" ? "" : cell.Replace("`", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?m)^\| (`(?:Path|QueueFill|Statistics\.\w+)`|–) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$")]
    private static partial Regex RowOfTable();

    [GeneratedRegex(@"(?m)^# TYPE (serilog_mtaio_file_\w+) ")]
    private static partial Regex TypeOfMetric();
}
