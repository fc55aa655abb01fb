using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Records;

/// <summary>An event as a record of plain values.</summary>
public sealed class LogRecordTests() : EventsUnderTest(LoggerOver)
{
    [Fact]
    public void ARecordHasWhatTheEventHas()
    {
        var failure = new IOException("no");
        Logger.ForContext<Version>().Fatal(failure, "{Count:00} of {Name}", 3, "x");
        var record = LogRecord.From(Sink.Last);
        Assert.Equal((LogEventLevel.Fatal, "03 of \"x\""), (record.Level, record.Message));
        Assert.Equal((Sink.Last.Timestamp, "app"), (record.Timestamp, record.LoggerName));
        Assert.Equal(new Dictionary<string, object?> { ["Count"] = 3, ["Name"] = "x" }, record.Extra);
        Assert.Same(failure, record.Exception);
        Assert.Contains(nameof(ARecordHasWhatTheEventHas), record.StackInfo, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEventWithoutTheEnricherBecomesARecord()
    {
        var record = LogRecord.From(Some.Event("x", LogEventLevel.Verbose));
        Assert.Equal(("TRACE", "x", null), (record.LevelName, record.Message, record.LoggerName));
        Assert.Equal((null, null), (record.Exception, record.StackInfo));
        Assert.Empty(record.Extra);
    }

    [Fact]
    public void ExtraHoldsPlainValues()
    {
        var map = new Dictionary<int, string> { [7] = "seven" };
        Logger.Information("{@Object} {List} {Map}", new { A = 1, B = new { C = "x" } }, new[] { 1, 2 }, map);
        var extra = LogRecord.From(Sink.Last).Extra;
        var plain = Assert.IsType<Dictionary<string, object?>>(extra["Object"]);
        Assert.Equal(1, plain["A"]);
        Assert.Equal(new Dictionary<string, object?> { ["C"] = "x" }, plain["B"]);
        Assert.Equal([1, 2], Assert.IsType<List<object?>>(extra["List"]));
        Assert.Equal(new Dictionary<string, object?> { ["7"] = "seven" }, extra["Map"]);
    }

    [Fact]
    public void ScalarsAreUnchanged()
    {
        Logger.Information("{Nothing} {When}", null, Some.Instant);
        var extra = LogRecord.From(Sink.Last).Extra;
        Assert.Null(extra["Nothing"]);
        Assert.Equal(Some.Instant, extra["When"]);
    }

    [Fact]
    public void PropertiesOfTheUserNamedLikeFieldsAreExtras()
    {
        Logger.ForContext<Version>().Fatal("{LoggerName} {LevelName} {StackInfo} {SourceContext}", "mine", "HIGH", 7, "there");
        var record = LogRecord.From(Sink.Last);
        Assert.Equal(("app", "CRITICAL"), (record.LoggerName, record.LevelName));
        Assert.Contains(nameof(PropertiesOfTheUserNamedLikeFieldsAreExtras), record.StackInfo, StringComparison.Ordinal);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["LoggerName"] = "mine", ["LevelName"] = "HIGH", ["StackInfo"] = 7, ["SourceContext"] = "there",
            },
            record.Extra);
    }

    [Fact]
    public void KeysWithTheSameTextAreToldApart()
    {
        using var culture = new CurrentCulture(new CultureInfo("de-DE"));
        object[] keys = [1, "1", "_1", 1.5, "1,5", "", "null"];
        var map = new DictionaryValue(
            keys.Select((k, i) => KeyValuePair.Create(new ScalarValue(k), (LogEventPropertyValue)new ScalarValue(i + 1))));
        Logger.Write(new LogEvent(Some.Instant, LogEventLevel.Error, null, MessageTemplate.Empty, [new("Map", map)]));
        Assert.Equal(
            new Dictionary<string, object?> { ["1"] = 1, ["__1"] = 2, ["_1"] = 3, ["1.5"] = 4, ["1,5"] = 5, [""] = 6, ["null"] = 7 },
            LogRecord.From(Sink.Last).Extra["Map"]);
    }

    [Fact]
    public void ANullEventThrows() => Assert.Throws<ArgumentNullException>(() => LogRecord.From(null!));

    static Logger LoggerOver(CollectingSink sink) =>
        new LoggerConfiguration().Enrich.WithMtaioRecord("app", LogEventLevel.Fatal).WriteTo.Sink(sink).CreateLogger();
}
