using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>What somebody tries first: a configuration of Serilog.Sinks.File with only the name changed, to that of another sink.</summary>
public sealed class RenamedOnlyTests : LogUnderTest
{
    static readonly string[] NamesOfFile =
        ["rollingInterval", "rollOnFileSizeLimit", "fileSizeLimitBytes", "retainedFileCountLimit", "buffered"];

    [Theory]
    [InlineData("MtaioFile")]
    [InlineData("MtaioRotatingFile")]
    [InlineData("MtaioJsonFile")]
    public void EveryNameThatMeansNothingIsListedWithTheSinkThatHasIt(string sink)
    {
        var message = MessageOf(sink, $$"""
            "path": "{{Folder["naive-.log"]}}", "rollingInterval": "Day", "rollOnFileSizeLimit": true, "fileSizeLimitBytes": 50000,
            "retainedFileCountLimit": 3, "shared": false, "buffered": true, "flushToDiskInterval": "00:00:01"
            """);
        Assert.All(NamesOfFile, n => Assert.Contains($"Serilog:WriteTo:0:Args:{n} = ", message, StringComparison.Ordinal));
        Assert.Contains("to leave all settings as they are, name the sink MtaioRollingFile", message, StringComparison.Ordinal);
        Assert.DoesNotContain("shared", message, StringComparison.Ordinal);
        Assert.Empty(Folder.Names);
    }

    [Theory]
    [InlineData("${longdate}|${message}", "is a layout of NLog")]
    [InlineData("%date [%thread] %-5level - %message%newline", "is a layout of log4net")]
    public void ALayoutOfAnotherLibraryIsNamed(string layout, string mistake)
    {
        var message = MessageOf("MtaioFile", $$""" "path": "{{Folder["a.log"]}}", "outputTemplate": "{{layout}}" """);
        Assert.Contains($"Serilog:WriteTo:0:Args:outputTemplate = \"{layout}\": {mistake}; write", message, StringComparison.Ordinal);
    }

    [Fact]
    public void APathWithAPlaceForTheDateIsExplained()
    {
        var message = MessageOf("MtaioRotatingFile", $$""" "path": "{{Folder["naive-.log"]}}", "interval": "Day" """);
        Assert.Contains("naive-{date}.log", message, StringComparison.Ordinal);
        Assert.Contains("naive.log", message, StringComparison.Ordinal);
        Assert.Contains("MtaioRollingFile", message, StringComparison.Ordinal);
    }

    [Fact]
    public void APathOfTheOlderRollingFileSinkIsExplained()
    {
        var message = MessageOf("MtaioRollingFile", $$""" "path": "{{Folder["log-{Date}.txt"]}}", "rollingInterval": "Day" """);
        Assert.Contains("write, for instance, log-.txt, or use MtaioRotatingFile", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AVariableThatIsNotSetIsAMistake()
    {
        var message = MessageOf("MtaioFile", """ "path": "%MTAIO_NO_SUCH_VARIABLE%/app.log" """);
        Assert.Contains("environment variable %MTAIO_NO_SUCH_VARIABLE%", message, StringComparison.Ordinal);
    }

    static string MessageOf(string sink, string args)
    {
        var thrown = Record.Exception(() => JsonSettings.Log(JsonSettings.Sink("WriteTo", sink, args), _ => { }));
        Assert.NotNull(thrown);
        return (thrown.InnerException ?? thrown).Message;
    }
}
