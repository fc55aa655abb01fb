using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Records;

/// <summary>Properties that a logger gets as pairs of names and values.</summary>
public sealed class ExtraTests() : EventsUnderTest(sink => new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger())
{
    [Fact]
    public void EachPairIsAPropertyOfThatLoggerAlone()
    {
        var data = new { Items = new[] { 1, 2 } };
        var log = Logger.WithExtra(new Dictionary<string, object?> { ["user_id"] = "123", ["data"] = data, ["none"] = null });
        log.Information("User action {Action}", "login");
        Logger.Information("without");
        var extra = LogRecord.From(Sink.Events[0]).Extra;
        Assert.Equal(["Action", "data", "none", "user_id"], extra.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("123", null), (extra["user_id"], extra["none"]));
        Assert.IsType<StructureValue>(Sink.Events[0].Properties["data"]);
        Assert.Empty(Sink.Events[1].Properties);
    }

    [Fact]
    public void TheLastPairOfANameWinsAndAPropertyOfTheMessageWinsOverPairs()
    {
        Logger.WithExtra([new("A", 1), new("A", 2), new("B", 1)]).Information("{B}", "message");
        Assert.Equal((2, "message"), (Sink.Last.Value("A"), Sink.Last.Value("B")));
        Logger.WithExtra([new("A", 1)]).WithExtra([new("A", 2)]).Information("x");
        Assert.Equal(2, Sink.Last.Value("A"));
    }

    [Fact]
    public void BadArgumentsThrow()
    {
        Assert.Throws<ArgumentNullException>(() => Logger.WithExtra(null!));
        Assert.ThrowsAny<ArgumentException>(() => Logger.WithExtra([new(" ", 1)]));
    }

    [Fact]
    public void NoPairsAddNoProperties()
    {
        Logger.WithExtra([]).Information("x");
        Assert.Empty(Sink.Last.Properties);
    }
}
