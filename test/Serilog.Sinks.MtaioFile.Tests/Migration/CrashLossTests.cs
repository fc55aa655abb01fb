using NLog.Config;
using NLog.Targets;
using NLog.Targets.Wrappers;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>
/// What a killed process loses, by docs/migration.md: all that the operating system does not have when the last logging call has returned.
/// </summary>
[Collection(ProcessWideState.Name)]
public sealed class CrashLossTests : LogUnderTest
{
    const string Section = "What a killed process loses";

    readonly GatedFormatter _gate = new();

    [Fact]
    [Shows(Section, "Serilog.Sinks.File, `buffered: false`, its default")]
    public void UnbufferedFileLosesNothing()
    {
        using var log = Open(to => to.WriteTo.File(LogPath));
        log.Information("a");
        Assert.EndsWith("a" + Environment.NewLine, Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Fact]
    [Shows(Section, "Serilog.Sinks.File, `buffered: true`")]
    public void BufferedFileLosesItsBuffer()
    {
        using var log = Open(to => to.WriteTo.File(LogPath, buffered: true));
        log.Fatal("a");
        Assert.Empty(Folder.Text("app.log"));
    }

    [Fact]
    [Shows(Section, "Serilog.Sinks.Async around it")]
    public void AsyncLosesItsQueue()
    {
        using var log = Open(to => to.WriteTo.Async(w => w.File(_gate, LogPath)));
        log.Fatal("a");
        _gate.AwaitWorker();
        var written = string.Concat(Folder.Files.Values);
        _gate.Open();
        Assert.Empty(written);
    }

    [Fact]
    [Shows(Section, "NLog with `async=\"true\"`")]
    public void AsynchronousNLogLosesItsQueue()
    {
        using var factory = new NLog.LogFactory();
        var queue = new AsyncTargetWrapper(new FileTarget("file") { FileName = LogPath }) { TimeToSleepBetweenBatches = 60_000 };
        var configuration = new LoggingConfiguration(factory);
        configuration.AddRuleForAllLevels(queue);
        factory.Configuration = configuration;
        factory.GetLogger("a").Fatal("a");
        Assert.Empty(Folder.Names);
        factory.Shutdown();
        Assert.NotEmpty(Folder.Names);
    }

    [Fact]
    [Shows(Section, "log4net, `immediateFlush` true, its default")]
    public void Log4NetLosesNothing()
    {
        using var log = new Log4NetRun(Migrated.Configuration("log4net-size.config"), Folder);
        Assert.True(log.Appender.ImmediateFlush);
        log.Write(new PeerEvent(1, DateTime.Now));
        Assert.Contains("Order 1 of", Folder.Text("logs/shop.log"), StringComparison.Ordinal);
    }

    [Fact]
    [Shows(Section, "this library")]
    public void OursLosesItsQueue()
    {
        using var log = Open(to => to.WriteTo.MtaioFile(_gate, LogPath));
        log.Error("a");
        _gate.AwaitWorker();
        var written = string.Concat(Folder.Files.Values);
        _gate.Open();
        Assert.Empty(written);
        log.Information("b");
        log.Fatal("c");
        Assert.Equal("a\nb\nc\n", Folder.Text("app.log"));
    }

    [Theory]
    [Shows(Section, "this library, `\"flushOnLevel\": \"Error\"`")]
    [InlineData("Error")]
    [Shows(Section, "this library, `\"flushOnLevel\": \"Verbose\"`")]
    [InlineData("Verbose")]
    public void OursLosesNoEventOfALevelThatIsFlushed(string level)
    {
        using var log = JsonSettings.Logger(JsonSettings.Sink(
            "WriteTo", "MtaioFile", $$""" "path": "{{LogPath}}", "outputTemplate": "{Message}\n", "flushOnLevel": "{{level}}" """));
        log.Information("a");
        if (level == "Error") log.Error("b");
        Assert.Equal(level == "Error" ? "a\nb\n" : "a\n", Folder.Text("app.log"));
    }

    [Fact]
    [Shows(Section, "this library, `AuditTo` instead of `WriteTo`")]
    public void AuditLosesNothingAndThrows()
    {
        using (var log = Open(to => to.AuditTo.MtaioFile(LogPath)))
        {
            log.Debug("a");
            Assert.EndsWith("a" + Environment.NewLine, Folder.Text("app.log"), StringComparison.Ordinal);
        }
        using var full = Open(to => to.AuditTo.MtaioFile("/dev/full"));
        Assert.Throws<AggregateException>(() => full.Debug("a"));
    }

    public override void Dispose()
    {
        _gate.Dispose();
        base.Dispose();
    }

    static Logger Open(Func<LoggerConfiguration, LoggerConfiguration> configure) =>
        configure(new LoggerConfiguration().MinimumLevel.Verbose()).CreateLogger();
}
