using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Migration;

/// <summary>What a result has with another meaning, or does not have, is told: one row for each piece of a configuration.</summary>
public sealed class NothingSilentTests : IDisposable
{
    const string LogLayout = "<layout type=\"log4net.Layout.PatternLayout\"><conversionPattern value=\"%message\" /></layout>";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Pieces of an appender, and what is told about each.</summary>
    [Theory]
    [InlineData("<file value=\"${LOGS}/a.log\" />", "${LOGS}: the environment variable LOGS is to be set where the program runs")]
    [InlineData("<file type=\"log4net.Util.PatternString\" value=\"%env{LOGS}/a.log\" />", "environment variable LOGS is to be set")]
    [InlineData("<file type=\"log4net.Util.PatternString\" value=\"%random{4}.log\" />", "%random{4} has no counterpart in a path")]
    [InlineData("<maximumFileSize value=\"${SIZE}\" />", "${SIZE} is not replaced by the environment variable SIZE")]
    [InlineData("<threshold value=\"OFF\" />", "the threshold OFF is not carried over")]
    [InlineData("<threshold value=\"NOTICE\" />", "the level NOTICE becomes Information")]
    [InlineData("<rollingStyle value=\"Weekly\" />", "rollingStyle = \"Weekly\" is not known")]
    [InlineData("<datePattern value=\"yyyyMMdd-tt\" />", "half a day is no period here")]
    [InlineData("<maxSizeRollBackups value=\"many\" />", "maxSizeRollBackups = \"many\" is no number")]
    [InlineData("<errorHandler type=\"log4net.Util.OnlyOnceErrorHandler\" />", "errorHandler is not carried over")]
    [InlineData("<securityContext type=\"X\"><userName value=\"a\" /></securityContext>", "securityContext is not carried over")]
    [InlineData("<lockingModel type=\"Own.Model\" />", "the locking model Own.Model is not carried over")]
    [InlineData("<filter type=\"log4net.Filter.DenyAllFilter\" />", "DenyAllFilter is not carried over")]
    [InlineData(
        "<filter type=\"log4net.Filter.LevelRangeFilter\"><levelMin value=\"X\" /></filter>", "LevelRangeFilter is not carried over")]
    public async Task EachPieceOfAnAppenderIsTold(string elements, string loss)
    {
        if (!elements.Contains("<file", StringComparison.Ordinal)) elements += "<file value=\"a.log\" />";
        await AssertTold("log4net.config", Log4Net(elements + LogLayout), loss);
    }

    /// <summary>Patterns, and what is told about each.</summary>
    [Theory]
    [InlineData("%level", "%level: DEBUG, ERROR and FATAL become DBUG, EROR and FATL")]
    [InlineData("%-5p", "%-5p: DEBUG, ERROR and FATAL become DBUG, EROR and FATL")]
    [InlineData("%u", "%u has no counterpart in an output template")]
    [InlineData("%w", "%w needs the package Serilog.Enrichers.Environment")]
    [InlineData("%logger{1}", "SourceContext is the whole name of the logger")]
    [InlineData("%.20message", "no text is cut off at a width")]
    [InlineData("%exception{message}", "the whole exception is written")]
    [InlineData("%property{a-b}", "%property{a-b}: a-b can be no name in an output template")]
    [InlineData("%property", "%property has no counterpart")]
    [InlineData("%ndc", "%ndc has no counterpart")]
    [InlineData("%timestamp", "%timestamp has no counterpart")]
    [InlineData("${HOME}", "${HOME} is not replaced by the environment variable HOME")]
    public async Task EachPatternIsTold(string pattern, string loss)
    {
        var layout = $"<layout type=\"log4net.Layout.PatternLayout\"><conversionPattern value=\"{pattern}\" /></layout>";
        await AssertTold("log4net.config", Log4Net($"<file value=\"a.log\" />{layout}"), loss);
    }

    /// <summary>Layouts, and what is told about each.</summary>
    [Theory]
    [InlineData("", "the appender has no layout")]
    [InlineData("<layout type=\"log4net.Layout.SimpleLayout\" />", "SimpleLayout: DEBUG, ERROR and FATAL become")]
    [InlineData("<layout type=\"log4net.Layout.PatternLayout\"><param name=\"Header\" value=\"begin\" /></layout>", "Header")]
    [InlineData("<layout type=\"log4net.Layout.PatternLayout\"><footer value=\"end\" /></layout>", "footer")]
    [InlineData("<layout type=\"log4net.Layout.PatternLayout\"><ignoresException value=\"false\" /></layout>", "ignoresException")]
    [InlineData("<layout type=\"log4net.Layout.PatternLayout\"><converter><name value=\"x\" /></converter></layout>", "converter")]
    [InlineData("<layout type=\"log4net.Layout.XmlLayout\" />", "XmlLayout has no counterpart")]
    public async Task EachLayoutIsTold(string layout, string loss) =>
        await AssertTold("log4net.config", Log4Net($"<file value=\"a.log\" />{layout}"), loss);

    /// <summary>Attributes and elements of a whole configuration of log4net.</summary>
    [Theory]
    [InlineData("threshold=\"WARN\"", "", "threshold=\"WARN\" is not carried over")]
    [InlineData("update=\"Overwrite\"", "", "update=\"Overwrite\" is not carried over")]
    [InlineData("debug=\"true\"", "", "debug=\"true\" is not carried over")]
    [InlineData("", "<renderer renderingClass=\"A\" renderedClass=\"B\" />", "renderer is not carried over")]
    [InlineData("", "<logger name=\"A\" additivity=\"false\" />", "additivity=\"false\" is not carried over")]
    [InlineData("", "<logger name=\"A\"><level value=\"SEVERE\" /></logger>", "the level SEVERE becomes Fatal")]
    [InlineData("", "<category name=\"A\"><level value=\"OFF\" /></category>", "the level OFF is not carried over")]
    public async Task EachPieceOfLog4NetIsTold(string attribute, string element, string loss) =>
        await AssertTold("log4net.config", Log4Net($"<file value=\"a.log\" />{LogLayout}", attribute, element), loss);

    /// <summary>Attributes and elements of a target of NLog.</summary>
    [Theory]
    [InlineData("archiveAboveSize=\"1MB\"", "", "archiveAboveSize=\"1MB\" is no number")]
    [InlineData("maxArchiveFiles=\"${var:n}\"", "", "maxArchiveFiles=\"${var:n}\" is no number")]
    [InlineData("archiveNumbering=\"Date\"", "", "archiveNumbering=\"Date\" is not carried over")]
    [InlineData("archiveDateFormat=\"yyyy\"", "", "archiveDateFormat=\"yyyy\" is not carried over")]
    [InlineData("archiveEvery=\"Day\" enableArchiveFileCompression=\"true\"", "", "archives are compressed as gzip, not as zip")]
    [InlineData("createDirs=\"false\"", "", "createDirs=\"false\" is not carried over")]
    [InlineData("lineEnding=\"Null\"", "", "lineEnding=\"Null\" is not carried over")]
    [InlineData("", "<header xsi:type=\"CsvLayout\" />", "header is not carried over")]
    [InlineData("fileName=\"${shortdate:universalTime=true}.log\"", "", "universalTime has no counterpart")]
    [InlineData("fileName=\"${basedir:dir=logs}/a.log\"", "", "dir has no counterpart")]
    public async Task EachPieceOfATargetIsTold(string attributes, string element, string loss)
    {
        if (!attributes.Contains("fileName", StringComparison.Ordinal)) attributes += " fileName=\"a.log\"";
        await AssertTold("nlog.config", NLog($"<target name=\"f\" xsi:type=\"File\" layout=\"m\" {attributes}>{element}</target>"), loss);
    }

    /// <summary>Layouts of NLog.</summary>
    [Theory]
    [InlineData("${message:withException=true}", "the exception follows the line, on lines of its own, and not the message and |")]
    [InlineData("${message:withException=true:exceptionSeparator=\\: }", "exceptionSeparator has no counterpart")]
    [InlineData("${exception:format=ToString}", "a line end follows the exception")]
    [InlineData("${exception:format=ToString,Data}", "the whole exception is written, not ToString,Data alone")]
    [InlineData("${exception}", "the data of the exception are not written")]
    [InlineData("${event-properties:a-b}", "a-b can be no name in an output template")]
    [InlineData("${gdc:item=a}", "${gdc:item=a} has no counterpart")]
    public async Task EachRendererIsTold(string layout, string loss) =>
        await AssertTold("nlog.config", NLog($"<target name=\"f\" xsi:type=\"File\" fileName=\"a.log\" layout=\"{layout}\" />"), loss);

    /// <summary>Other pieces of a configuration of NLog.</summary>
    [Theory]
    [InlineData("internalLogFile=\"x.txt\"", "", "", "internalLogFile=\"x.txt\" is not carried over")]
    [InlineData("throwExceptions=\"true\"", "", "", "throwExceptions=\"true\" is not carried over")]
    [InlineData("", "<time type=\"FastUTC\" />", "", "time is not carried over")]
    [InlineData("", "<extensions><add assembly=\"A\" /></extensions>", "", "extensions is not carried over")]
    [InlineData("", "", "minlevel=\"${var:least}\"", "the level ${var:least} is not known")]
    [InlineData("", "", "maxlevel=\"X\"", "the level X is not known")]
    [InlineData("", "", "levels=\"Debug,Fatal\"", "the levels between Debug and Fatal are written too")]
    [InlineData("", "", "ruleName=\"r\"", "ruleName=\"r\" is not carried over")]
    public async Task EachPieceOfNLogIsTold(string attribute, string element, string rule, string loss) => await AssertTold(
        "nlog.config", NLog("<target name=\"f\" xsi:type=\"File\" fileName=\"a.log\" layout=\"m\" />", attribute, element, rule), loss);

    [Fact]
    public async Task EachWrapperAroundATargetIsTold() => await AssertTold("nlog.config", NLog("""
        <target name="f" xsi:type="RetryingWrapper"><target xsi:type="AsyncWrapper" overflowAction="Sometimes">
          <target xsi:type="File" fileName="a.log" layout="m" /></target></target>
        """), "the wrapper RetryingWrapper is left out", "overflowAction=\"Sometimes\" is not carried over");

    [Fact]
    public async Task AttributesOfTargetsAreTold() => await AssertTold("nlog.config", """
        <nlog><targets async="true"><target name="f" type="File" fileName="a.log" layout="m" /></targets>
          <rules><logger name="*" writeTo="f" /></rules></nlog>
        """, "async=\"true\" is not carried over");

    [Fact]
    public async Task ArgumentsOfAsyncThatAreNotKnownAreTold() => await AssertTold("appsettings.json", """
        { "Serilog": { "WriteTo": [ { "Name": "Async", "Args": { "colour": 1, "configure": [
          { "Name": "File", "Other": 2, "Args": { "path": "a.log" } } ] } } ] } }
        """, "colour is not carried over", "Other is not carried over");

    [Fact]
    public async Task AKeyThatIsThereTwiceIsToldInOneLine()
    {
        var run = await ToolRun.Of("config", "migrate", _folder.Write("appsettings.json", """
            { "Serilog": { "WriteTo": [ { "Name": "File", "Args": { "path": "a.log", "path": "b.log" } } ] } }
            """));
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("path", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<file value=\"logs/{x}.log\" />", "logs/{{x}}.log")]
    [InlineData("<file value=\"logs/50%m.log\" />", "logs/50%m.log")]
    [InlineData("<file type=\"log4net.Util.PatternString\" value=\"{a}%processid.log\" />", "{{a}}{processId}.log")]
    [InlineData(
        "<file value=\"a\" /><staticLogFileName value=\"false\" /><datePattern value=\"'{b}'yyyy-MM-dd\" />", "a{{b}}{date:yyyy-MM-dd}")]
    public async Task BracesAndPercentSignsInAPathOfLog4NetStayText(string elements, string path)
    {
        var result = await MigratedSettings.From(_folder, "log4net.config", Log4Net(elements + LogLayout));
        Assert.Equal(path, result.Args["path"]!.GetValue<string>());
        Assert.DoesNotContain(result.Run.ErrorLines, l => l.Contains("path", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheHigherOfThresholdAndFilterIsTheLevel()
    {
        var result = await MigratedSettings.From(_folder, "log4net.config", Log4Net($"""
            <file value="a.log" /><threshold value="ERROR" />{LogLayout}
            <filter type="log4net.Filter.LevelRangeFilter"><levelMin value="DEBUG" /></filter>
            """));
        Assert.Equal("Error", result.Args["restrictedToMinimumLevel"]!.GetValue<string>());
    }

    [Fact]
    public async Task PatternsHaveTheLongestName()
    {
        var result = await MigratedSettings.From(_folder, "log4net.config", Log4Net("""
            <file value="a.log" />
            <layout type="log4net.Layout.PatternLayout"><conversionPattern value="%messageend%nnext %date{iso8601}" /></layout>
            """));
        const string Template = "{Message:l}end{NewLine}next {Timestamp:yyyy-MM-dd HH:mm:ss,fff}{Exception}";
        Assert.Equal(Template, result.Args["outputTemplate"]!.GetValue<string>());
    }

    [Fact]
    public async Task TheTextOfASimpleLayoutIsTheLayout()
    {
        var result = await MigratedSettings.From(_folder, "nlog.config", NLog("""
            <target name="f" xsi:type="File" fileName="a.log"><layout xsi:type="SimpleLayout" text="a ${message}" /></target>
            """));
        Assert.Equal("a {Message:l}{NewLine}", result.Args["outputTemplate"]!.GetValue<string>());
    }

    async Task AssertTold(string name, string configuration, params string[] losses)
    {
        var run = await ToolRun.Of("config", "migrate", _folder.Write(name, configuration));
        Assert.Equal((1, true), (run.Code, run.Output.Length > 0));
        foreach (var loss in losses)
        {
            var line = Assert.Single(run.ErrorLines, l => l.Contains(loss, StringComparison.Ordinal));
            Assert.Contains($"// {line}\n", run.Output, StringComparison.Ordinal);
        }
    }

    static string Log4Net(string elements, string attribute = "", string element = "") => $"""
        <log4net {attribute}>
          <appender name="A" type="log4net.Appender.RollingFileAppender,log4net">{elements}</appender>{element}
          <root><level value="INFO" /><appender-ref ref="A" /></root>
        </log4net>
        """;

    static string NLog(string target, string attribute = "", string element = "", string rule = "") => $"""
        <nlog xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {attribute}>
          <targets>{target}</targets>{element}
          <rules><logger name="*" {rule} writeTo="f" /></rules>
        </nlog>
        """;
}
