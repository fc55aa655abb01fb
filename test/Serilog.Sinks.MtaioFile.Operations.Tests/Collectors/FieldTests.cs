using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Collectors;

/// <summary>The fields, layouts and levels of the configurations, on lines that the sink wrote.</summary>
public sealed class FieldTests : IDisposable
{
    const string Operators = "receivers.filelog.operators";
    const string GoLayout = "2006-01-02T15:04:05.999999999Z07:00";

    readonly TempFolder _folder = new();
    readonly JsonObject[] _lines;

    public FieldTests() => _lines = Written();

    /// <summary>
    /// Go reads up to nine digits where a layout has nines, and 'Z' for Z07:00. %+ of Vector is RFC 3339. %L of Fluent Bit reads up to nine
    /// digits; the 'Z' after them is left, and a time without a zone is UTC.
    /// </summary>
    [Fact]
    public void EveryLayoutReadsTheTimestamps()
    {
        Assert.Equal(GoLayout, Collector.Setting("otelcol.yaml", Operators + "[json_parser].timestamp.layout"));
        Assert.Equal(GoLayout, Collector.Setting("filebeat.yml", "filebeat.inputs[filestream].processors.timestamp.layouts"));
        Assert.Contains("parse_timestamp!(.\"@t\", \"%+\")", Remap, StringComparison.Ordinal);
        Assert.Equal("%Y-%m-%dT%H:%M:%S.%L", Collector.Setting("fluent-bit-host.yaml", "parsers.time_format"));
        Assert.All(_lines, l => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$", Text(l, "@t")));
        Assert.All(_lines, l => Assert.Equal(TimeSpan.Zero, DateTimeOffset.Parse(Text(l, "@t")!, CultureInfo.InvariantCulture).Offset));
    }

    [Fact]
    public void EveryConfigurationReadsTheFieldsOfTheLines()
    {
        Assert.Equal("attributes[\"@t\"]", Collector.Setting("otelcol.yaml", Operators + "[json_parser].timestamp.parse_from"));
        Assert.Equal("attributes[\"@tr\"]", Collector.Setting("otelcol.yaml", Operators + "[trace_parser].trace_id.parse_from"));
        Assert.Equal("attributes[\"@sp\"]", Collector.Setting("otelcol.yaml", Operators + "[trace_parser].span_id.parse_from"));
        Assert.Equal("@t", Collector.Setting("fluent-bit-host.yaml", "parsers.time_key"));
        Assert.Equal("@t", Collector.Setting("filebeat.yml", "filebeat.inputs[filestream].processors.timestamp.field"));
        Assert.All(_lines, l => Assert.True(l.ContainsKey("@t")));
    }

    /// <summary>OTLP has 16 bytes for a trace and 8 bytes for a span; the operator reads them as hexadecimal digits.</summary>
    [Fact]
    public void TheIdsOfTracesFitOtlp()
    {
        var traced = Assert.Single(_lines, l => l.ContainsKey("@tr"));
        Assert.Equal(16, Convert.FromHexString(Text(traced, "@tr")!).Length);
        Assert.Equal(8, Convert.FromHexString(Text(traced, "@sp")!).Length);
    }

    [Fact]
    public void TheCollectorGivesEveryLevelASeverity()
    {
        var settings = Collector.Settings("otelcol.yaml");
        Assert.Equal("attributes[\"@l\"] == nil", Collector.Setting("otelcol.yaml", Operators + "[add].if"));
        Assert.Equal("attributes[\"@l\"]", Collector.Setting("otelcol.yaml", Operators + "[add].field"));
        Assert.Equal("attributes[\"@l\"]", Collector.Setting("otelcol.yaml", Operators + "[severity_parser].parse_from"));
        var added = Collector.Setting("otelcol.yaml", Operators + "[add].value");
        string[] severities = ["trace", "debug", "info", "warn", "error", "fatal"];
        var severityOf = severities.ToDictionary(
            s => Assert.Single(settings[$"{Operators}[severity_parser].mapping.{s}"]),
            s => s,
            StringComparer.Ordinal);
        Assert.Equal(severities, _lines.Take(6).Select(l => severityOf[Text(l, "@l") ?? added]));
    }

    [Fact]
    public void VectorAndFilebeatGiveLinesWithoutALevelTheirLevel()
    {
        Assert.Equal("Information", Assert.Single(Enum.GetNames<LogEventLevel>().Except(_lines.Select(l => Text(l, "@l")))));
        Assert.Contains(".level = .\"@l\" || \"Information\"", Remap, StringComparison.Ordinal);
        Assert.Equal("@l", Collector.Setting("filebeat.yml", "filebeat.inputs[filestream].processors.add_fields.when.not.has_fields"));
        Assert.Equal("Information", Collector.Setting("filebeat.yml", "filebeat.inputs[filestream].processors.add_fields.fields.@l"));
    }

    /// <summary>A line break in the middle of an event would be two events to every one of the programs.</summary>
    [Fact]
    public void AnExceptionIsOneFieldOfOneLine() => Assert.Contains('\n', Text(_lines[^1], "@x")!);

    public void Dispose() => _folder.Dispose();

    static string Remap => Collector.Setting("vector.yaml", "transforms.clef[remap].source");

    static string? Text(JsonObject line, string field) => (string?)line[field];

    JsonObject[] Written()
    {
        var settings = JsonSettings.Sink("WriteTo", "MtaioJsonFile", $"\"path\": \"{_folder["app.clef"]}\"");
        JsonSettings.Log(settings, log =>
        {
            foreach (var level in Enum.GetValues<LogEventLevel>()) log.Write(level, "Order {OrderId} was paid", 1);
            using (new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start()) log.Information("in a trace");
            log.Error(new InvalidOperationException("first line\nsecond line"), "failed");
        });
        return [.. _folder.Text("app.clef").TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!.AsObject())];
    }
}
