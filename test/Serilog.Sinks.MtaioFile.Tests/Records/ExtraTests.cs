using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Records;

/// <summary>Properties that a logger gets as pairs of names and values.</summary>
public sealed class ExtraTests : IDisposable
{
    readonly CapturedEvents _sink = new();
    readonly Logger _log;

    public ExtraTests() => _log = new LoggerConfiguration().WriteTo.Sink(_sink).CreateLogger();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void EachPairIsAPropertyOfThatLoggerAlone()
    {
        var data = new { Items = new[] { 1, 2 } };
        var log = _log.WithExtra(new Dictionary<string, object?> { ["user_id"] = "123", ["data"] = data, ["none"] = null });
        log.Information("User action {Action}", "login");
        _log.Information("without");
        var extra = LogRecord.From(_sink.All[0]).Extra;
        Assert.Equal(["Action", "data", "none", "user_id"], extra.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("123", null), (extra["user_id"], extra["none"]));
        Assert.IsType<StructureValue>(_sink.All[0].Properties["data"]);
        Assert.Empty(_sink.All[1].Properties);
    }

    [Fact]
    public void TheLastValueOfANameWinsAndTheMessageWinsOverExtra()
    {
        _log.WithExtra([new("A", 1), new("A", 2), new("B", 1)]).Information("{B}", "message");
        Assert.Equal((2, "message"), (_sink.Last.Value("A"), _sink.Last.Value("B")));
        _log.WithExtra([new("A", 1)]).WithExtra([new("A", 2)]).Information("x");
        Assert.Equal(2, _sink.Last.Value("A"));
    }

    [Fact]
    public void BadArgumentsThrow()
    {
        Assert.Throws<ArgumentNullException>(() => _log.WithExtra(null!));
        Assert.ThrowsAny<ArgumentException>(() => _log.WithExtra([new(" ", 1)]));
    }

    [Fact]
    public void NoPairsAddNoProperties()
    {
        _log.WithExtra([]).Information("x");
        Assert.Empty(_sink.Last.Properties);
    }
}
