using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Wrappers;

/// <summary>A sink behind a level limit of Serilog still gets its failure listener and fallback.</summary>
public sealed class LevelLimitTests : LogUnderTest
{
    static readonly LineFormatter Lines = new();

    public static TheoryData<string, string> Sinks() => EverySink.Data();

    [Theory]
    [MemberData(nameof(Sinks))]
    public void EventsBelowTheMinimumLevelAreNotWritten(string section, string sink)
    {
        EveryLevel(EverySink.Configure(section, sink, Folder["app.log"], level: LogEventLevel.Warning));
        Assert.Equal("Warning\nError\nFatal\n", Folder.Text("app.log"));
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Theory]
    [MemberData(nameof(Sinks))]
    public void ALevelSwitchOverridesTheMinimumLevel(string section, string sink)
    {
        var levelSwitch = new LoggingLevelSwitch(LogEventLevel.Error);
        EveryLevel(EverySink.Configure(section, sink, LogPath, level: LogEventLevel.Fatal, levelSwitch: levelSwitch));
        Assert.Equal("Error\nFatal\n", Folder.Text("app.log"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheFailureListenerReachesASinkBehindALevelLimit(bool withSwitch)
    {
        var formatter = new DelegateFormatter((_, _) => throw new FormatException("cannot"));
        var levelSwitch = withSwitch ? new LoggingLevelSwitch(LogEventLevel.Warning) : null;
        using (var log = new LoggerConfiguration()
            .WriteTo.Fallible(
                w => w.MtaioFile(formatter, Folder["app.log"], restrictedToMinimumLevel: LogEventLevel.Warning, levelSwitch: levelSwitch),
                Listener)
            .CreateLogger())
        {
            log.Information("below");
            log.Warning("fails");
        }
        Assert.Equal(["fails"], Listener.MessagesOf(LoggingFailureKind.Permanent));
        Assert.Single(Listener.Failures);
    }

    [Fact]
    public void AFallbackBehindALevelLimitGetsEachFailedEventOnce()
    {
        var formatter = new DelegateFormatter((_, _) => throw new FormatException("cannot"));
        using (var log = new LoggerConfiguration()
            .WriteTo.FallbackChain(
                w => w.MtaioFile(formatter, Folder["app.log"], restrictedToMinimumLevel: LogEventLevel.Warning),
                w => w.MtaioFile(Lines, Folder["fallback.log"]))
            .CreateLogger())
        {
            log.Information("below");
            log.Warning("first");
            log.Error("second");
        }
        Assert.Equal("first\nsecond\n", Folder.Text("fallback.log"));
    }

    static void EveryLevel(LoggerConfiguration configuration)
    {
        using var log = configuration.CreateLogger();
        foreach (var level in Enum.GetValues<LogEventLevel>()) log.Write(Some.Event(level.ToString(), level));
    }
}
