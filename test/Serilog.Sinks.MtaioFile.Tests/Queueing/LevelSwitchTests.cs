using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Level switches and the queue.</summary>
public sealed class LevelSwitchTests : LogUnderTest
{
    [Fact]
    public void TheLevelSwitchDecidesWhenAnEventIsEmittedNotWhenItIsWritten()
    {
        using var gate = new GatedFormatter();
        var levelSwitch = new LoggingLevelSwitch(LogEventLevel.Error);
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose()
            .WriteTo.MtaioFile(gate, Folder["app.log"], levelSwitch: levelSwitch)
            .CreateLogger())
        {
            log.Error("first");
            gate.AwaitWorker();
            log.Debug("before");
            levelSwitch.MinimumLevel = LogEventLevel.Debug;
            log.Debug("after");
            levelSwitch.MinimumLevel = LogEventLevel.Error;
            log.Debug("again");
            gate.Open();
        }
        Assert.Equal("first\nafter\n", Folder.Text("app.log"));
    }
}
