using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Records;

/// <summary>The properties that the enricher adds to events.</summary>
public sealed class MtaioRecordEnricherTests
{
    readonly CollectingSink _sink = new();

    [Theory]
    [InlineData(LogEventLevel.Verbose, "TRACE")]
    [InlineData(LogEventLevel.Debug, "DEBUG")]
    [InlineData(LogEventLevel.Information, "INFO")]
    [InlineData(LogEventLevel.Warning, "WARNING")]
    [InlineData(LogEventLevel.Error, "ERROR")]
    [InlineData(LogEventLevel.Fatal, "CRITICAL")]
    public void TheLevelHasTheNameThatMtaioGivesIt(LogEventLevel level, string name)
    {
        using var log = Logger();
        log.Write(level, "x");
        Assert.Equal(["LevelName"], _sink.Last.Properties.Keys);
        Assert.Equal(name, _sink.Last.Value("LevelName"));
        Assert.Equal(name, LogRecord.From(_sink.Last).LevelName);
    }

    [Theory]
    [InlineData((int)LevelAlias.Off, "CRITICAL")]
    [InlineData(int.MaxValue, "CRITICAL")]
    public void AnEventOfAnUndefinedLevelGetsTheNameOfTheNearestLevelAndAllItsProperties(int level, string name)
    {
        using var log = Logger("app", LogEventLevel.Verbose);
        log.Write(Some.Event(level: (LogEventLevel)level));
        Assert.Equal((name, "app"), (_sink.Last.Value("LevelName"), _sink.Last.Value("LoggerName")));
        Assert.True(_sink.Last.Properties.ContainsKey("StackInfo"));
        Assert.Equal(name, LogRecord.From(_sink.Last).LevelName);
        Assert.Equal("TRACE", LogRecord.From(Some.Event(level: (LogEventLevel)(-1))).LevelName);
    }

    [Theory]
    [InlineData("app", false, "app")]
    [InlineData("app", true, "app")]
    [InlineData(null, true, "System.Version")]
    [InlineData(null, false, null)]
    public void TheLoggerNameIsTheGivenNameOrElseTheSourceContext(string? given, bool hasContext, string? expected)
    {
        using var log = Logger(given);
        (hasContext ? log.ForContext<Version>() : log).Information("x");
        Assert.Equal(expected, _sink.Last.Value("LoggerName"));
        Assert.Equal(expected is not null, _sink.Last.Properties.ContainsKey("LoggerName"));
    }

    [Fact]
    public void ExistingPropertiesAreKept()
    {
        using var log = Logger("app", LogEventLevel.Verbose);
        log.Verbose("{LoggerName} {LevelName} {StackInfo}", "mine", "HIGH", "here");
        Assert.Equal(["mine", "HIGH", "here"], new[] { "LoggerName", "LevelName", "StackInfo" }.Select(name => _sink.Last.Value(name)));
        Assert.Equal(("app", "TRACE"), (_sink.Last.Value("_LoggerName"), _sink.Last.Value("_LevelName")));
        Assert.IsType<string>(_sink.Last.Value("_StackInfo"));
    }

    [Fact]
    public void BelowTheStackInfoLevelThereIsNoStackInfo()
    {
        using var log = Logger(stackInfoLevel: LogEventLevel.Error);
        foreach (var level in Enum.GetValues<LogEventLevel>()) log.Write(level, "x");
        Assert.Equal([false, false, false, false, true, true], _sink.Events.Select(e => e.Properties.ContainsKey("StackInfo")));
    }

    [Theory]
    [InlineData("Error")]
    [InlineData("ForContext")]
    [InlineData("Write")]
    [InlineData("Batch")]
    [InlineData("BatchOf")]
    [InlineData("EndOfScope")]
    [InlineData("EndOfRun")]
    [InlineData("Bootstrap")]
    public void StackInfoBeginsWithTheMethodThatLogged(string way)
    {
        // A reloadable logger has frames of its own.
        using var bootstrap = new LoggerConfiguration().Enrich.WithMtaioRecord(null, LogEventLevel.Error).WriteTo.Sink(_sink)
            .CreateBootstrapLogger();
        using var log = Logger(stackInfoLevel: LogEventLevel.Error);
        if (way == "Bootstrap") LogHere(bootstrap, "ForContext");
        else LogHere(log, way);
        var frames = Assert.IsType<string>(_sink.Last.Value("StackInfo")).Split(Environment.NewLine);
        string[] methods = [nameof(LogHere), nameof(StackInfoBeginsWithTheMethodThatLogged)];
        foreach (var (method, frame) in methods.Zip(frames))
        {
            Assert.Contains($"{nameof(MtaioRecordEnricherTests)}.{method}(", frame, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ADeepStackIsCutToItsNearestFrames()
    {
        using var log = Logger(stackInfoLevel: LogEventLevel.Error);
        Descend(log, 500);
        var frames = Assert.IsType<string>(_sink.Last.Value("StackInfo")).Split(Environment.NewLine);
        Assert.Equal(32, frames.Length);
        Assert.All(frames, f => Assert.Contains($".{nameof(Descend)}(", f, StringComparison.Ordinal));
    }

    [Fact]
    public void AnUndefinedLevelIsNamed() =>
        Assert.Throws<ArgumentOutOfRangeException>("stackInfoLevel", () => Logger(stackInfoLevel: (LogEventLevel)7));

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void LogHere(ILogger log, string way)
    {
        if (way == "Error") log.Error("x");
        else if (way == "ForContext") log.ForContext("A", 1).Fatal(new IOException("no"), "x {B}", 2);
        else if (way == "Write") log.Write(LogEventLevel.Error, "x");
        else if (way == "Batch") log.WriteBatch(LogEventLevel.Error, ["x"]);
        else if (way == "BatchOf") log.WriteBatch(LogEventLevel.Error, "{X}", [1]);
        else if (way == "EndOfScope") log.BeginTransaction().Dispose();
        else log.RunTransaction(t => t.Fail());
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    static int Descend(ILogger log, int depth)
    {
        if (depth == 0) log.Error("x");
        else depth = Descend(log, depth - 1) + 1;
        return depth;
    }

    Logger Logger(string? name = null, LogEventLevel? stackInfoLevel = null)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Verbose().Enrich.WithMtaioRecord(name, stackInfoLevel);
        return configuration.WriteTo.Sink(_sink).CreateLogger();
    }
}
