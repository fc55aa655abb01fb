using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Wrappers;

/// <summary>Level limits are Serilog's own; the sink behind one is still reached by everything that concerns it.</summary>
public sealed class LevelLimitTests
{
    static readonly LineFormatter Lines = new();

    public static TheoryData<string, string> Sinks() => EverySink.Data();

    [Theory]
    [MemberData(nameof(Sinks))]
    public void OnlyEventsFromTheMinimumLevelOnAreWritten(string section, string sink)
    {
        using var folder = new TempFolder();
        EveryLevel(EverySink.Configure(section, sink, folder["app.log"], level: LogEventLevel.Warning));
        Assert.Equal("Warning\nError\nFatal\n", folder.Text("app.log"));
        Assert.Equal(["app.log"], folder.Names);
    }

    [Theory]
    [MemberData(nameof(Sinks))]
    public void ALevelSwitchIsPreferredToTheMinimumLevel(string section, string sink)
    {
        using var folder = new TempFolder();
        EveryLevel(EverySink.Configure(section, sink, folder["app.log"], level: LogEventLevel.Fatal, levelSwitch: new LoggingLevelSwitch(LogEventLevel.Error)));
        Assert.Equal("Error\nFatal\n", folder.Text("app.log"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheFailureListenerReachesASinkBehindALevelLimit(bool withSwitch)
    {
        using var folder = new TempFolder();
        var listener = new CollectingFailureListener();
        var formatter = new DelegateFormatter((_, _) => throw new FormatException("cannot"));
        var levelSwitch = withSwitch ? new LoggingLevelSwitch(LogEventLevel.Warning) : null;
        using (var log = new LoggerConfiguration()
            .WriteTo.Fallible(w => w.MtaioFile(formatter, folder["app.log"], restrictedToMinimumLevel: LogEventLevel.Warning, levelSwitch: levelSwitch), listener)
            .CreateLogger())
        {
            log.Information("below");
            log.Warning("fails");
        }
        Assert.Equal(["fails"], listener.EventsOf(LoggingFailureKind.Permanent).Select(e => e.RenderMessage()));
        Assert.Single(listener.Failures);
    }

    [Fact]
    public void AFallbackBehindALevelLimitGetsEachFailedEventOnce()
    {
        using var folder = new TempFolder();
        var formatter = new DelegateFormatter((_, _) => throw new FormatException("cannot"));
        using (var log = new LoggerConfiguration()
            .WriteTo.FallbackChain(
                w => w.MtaioFile(formatter, folder["app.log"], restrictedToMinimumLevel: LogEventLevel.Warning),
                w => w.MtaioFile(Lines, folder["fallback.log"]))
            .CreateLogger())
        {
            log.Information("below");
            log.Warning("first");
            log.Error("second");
        }
        Assert.Equal("first\nsecond\n", folder.Text("fallback.log"));
    }

    static void EveryLevel(LoggerConfiguration configuration)
    {
        using var log = configuration.CreateLogger();
        foreach (var level in Enum.GetValues<LogEventLevel>()) log.Write(Some.Event(level.ToString(), level));
    }
}
