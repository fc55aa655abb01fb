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
    public void PropertiesKeepTheOrderOfThePairs()
    {
        string[] names = ["c", "a", "d", "b"];
        Logger.WithExtra(names.Select(n => KeyValuePair.Create(n, (object?)n))).Information("x");
        Assert.Equal(names, Sink.Last.Properties.Keys);
        Logger.WithExtra(("z", 1), ("y", 2), ("z", 3)).Information("x");
        Assert.Equal([("z", 3), ("y", 2)], Sink.Last.Properties.Select(p => (p.Key, (object?)Sink.Last.Value(p.Key))));
    }

    [Fact]
    public void ObjectsAreCapturedOnce()
    {
        var data = new Data { Items = 1 };
        var log = Logger.WithExtra(("data", data));
        data.Items = 2;
        log.Information("x");
        log.Information("y");
        Assert.Equal("Data { Items: 1 }", $"{Sink.Events[0].Properties["data"]}");
        Assert.Same(Sink.Events[0].Properties["data"], Sink.Events[1].Properties["data"]);
    }

    [Fact]
    public void ExtrasAreDictionariesOfAnyValueTuplesOrTheMembersOfAnObject()
    {
        Logger.WithExtra(new Dictionary<string, string> { ["user_id"] = "123" }).Information("x");
        Logger.WithExtra(new Dictionary<string, int> { ["user_id"] = 123 }).Information("x");
        Logger.WithExtra(("user_id", "123"), ("none", null)).Information("x");
        Logger.WithExtra(new { user_id = "123", at = new { x = 1 } }).Information("x");
        Logger.WithExtra(new Data { Items = 7 }).Information("x");
        Assert.Equal(
            ["user_id=\"123\"", "user_id=123", "user_id=\"123\" none=null", "user_id=\"123\" at={ x: 1 }", "Items=7"],
            Sink.Events.Select(e => string.Join(' ', e.Properties.Select(p => $"{p.Key}={p.Value}"))));
    }

    [Fact]
    public void BadArgumentsThrow()
    {
        Assert.Throws<ArgumentNullException>(() => Logger.WithExtra((IEnumerable<KeyValuePair<string, object?>>)null!));
        Assert.Throws<ArgumentNullException>(() => Logger.WithExtra((object)null!));
        Assert.Throws<ArgumentException>("extra", () => Logger.WithExtra([new(" ", 1)]));
        Assert.StartsWith(
            "System.Int32 has no properties to add: pass pairs of names and values, or an object with properties",
            Assert.Throws<ArgumentException>("extra", () => Logger.WithExtra(1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ASilentLoggerTakesEveryExtra()
    {
        Core.Logger.None.WithExtra(new { a = 1 }).WithExtra(("b", 2)).Information("x");
        new LoggerConfiguration().CreateLogger().WithExtra(new { a = 1 }).Information("x");
    }

    [Fact]
    public void NoPairsAddNoProperties()
    {
        Logger.WithExtra([]).Information("x");
        Assert.Empty(Sink.Last.Properties);
    }

    sealed class Data
    {
        public int Items { get; set; }
    }
}
