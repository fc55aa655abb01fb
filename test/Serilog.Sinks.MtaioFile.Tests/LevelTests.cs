using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests;

/// <summary>Serilog applies the level limits of the sinks.</summary>
public sealed class LevelTests : LogUnderTest
{
    const string Template = "{Level:u1}\n";

    [Fact]
    public void EventsBelowTheMinimumLevelAreNotWritten()
    {
        Write(Folder, w => w.MtaioFile(Folder["app.log"], Template, restrictedToMinimumLevel: LogEventLevel.Warning));
        Assert.Equal("W\nE\nF\n", Folder.Text("app.log"));
    }

    [Fact]
    public void TheLevelSwitchOverridesTheMinimumLevel()
    {
        var levelSwitch = new LoggingLevelSwitch(LogEventLevel.Debug);
        Write(
            Folder, w => w.MtaioFile(Folder["app.log"], Template, restrictedToMinimumLevel: LogEventLevel.Error, levelSwitch: levelSwitch));
        Assert.Equal("D\nI\nW\nE\nF\n", Folder.Text("app.log"));
    }

    [Fact]
    public void TheLevelSwitchDecidesWhenAnEventIsEmittedNotWhenItIsWritten()
    {
        using var formatter = new GatedFormatter();
        var levelSwitch = new LoggingLevelSwitch(LogEventLevel.Error);
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose()
            .WriteTo.MtaioFile(formatter, Folder["app.log"], levelSwitch: levelSwitch)
            .CreateLogger())
        {
            log.Error("first");
            formatter.AwaitWorker();
            log.Debug("too low when it was emitted");
            levelSwitch.MinimumLevel = LogEventLevel.Debug;
            log.Debug("high enough");
            levelSwitch.MinimumLevel = LogEventLevel.Fatal;
            formatter.Open();
        }
        Assert.Equal("first\nhigh enough\n", Folder.Text("app.log"));
    }

    static void Write(TempFolder folder, Func<Configuration.LoggerSinkConfiguration, LoggerConfiguration> writeTo)
    {
        using (var log = writeTo(new LoggerConfiguration().MinimumLevel.Verbose().WriteTo).CreateLogger())
        {
            foreach (var level in Enum.GetValues<LogEventLevel>()) log.Write(Some.Event(level: level));
        }
        Assert.Equal(["app.log"], folder.Names);
    }
}
