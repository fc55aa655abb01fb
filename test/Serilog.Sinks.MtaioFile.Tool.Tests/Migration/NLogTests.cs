using System.Text.Json.Nodes;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Migration;

public sealed class NLogTests : IDisposable
{
    const string Section = "From NLog";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    const string File = "<target xsi:type=\"File\" fileName=\"a.log\" layout=\"${message}\" />";

    /// <summary>Attributes of a target, and a part of Args; each setting of the table is there.</summary>
    public static TheoryData<string, string, string> Settings() => new()
    {
        { "fileName", "fileName=\"logs/shop.log\"", "\"path\": \"logs/shop.log\"" },
        { "fileName", "fileName=\"${basedir}\\logs\\${shortdate}.log\"", "\"path\": \"logs/{date:yyyy-MM-dd}.log\"" },
        { "fileName", "fileName=\"${logDir}/${machinename}-${processid}.log\"", "\"path\": \"var/log/{machineName}-{processId}.log\"" },
        { "archiveEvery", "archiveEvery=\"Day\"", "\"interval\": \"Day\"" },
        { "archiveEvery", "archiveEvery=\"Sunday\"", "\"interval\": \"Sunday\"" },
        { "archiveAboveSize", "archiveAboveSize=\"10000000\"", "\"maxBytes\": 10000000" },
        { "archiveAboveSize", "", "\"maxBytes\": \"none\"" },
        { "maxArchiveFiles", "archiveEvery=\"Day\" maxArchiveFiles=\"7\"", "\"backupCount\": 7" },
        { "maxArchiveFiles", "archiveEvery=\"Day\"", "\"backupCount\": \"none\"" },
        { "maxArchiveDays", "archiveEvery=\"Day\" maxArchiveDays=\"30\"", "\"rotation\": { \"retainedAge\": \"30d\" }" },
        {
            "archiveFileName", "archiveEvery=\"Day\" archiveFileName=\"logs/archive/shop.{#}.log\"",
            "\"rotation\": { \"archiveName\": \"archive/{stem}.{n}{ext}\" }"
        },
        {
            "archiveFileName", "archiveEvery=\"Day\" archiveFileName=\"logs/old.{###}.txt\"",
            "\"rotation\": { \"archiveName\": \"old.{n:000}.txt\" }"
        },
        {
            "archiveFileName", "archiveEvery=\"Day\" archiveFileName=\"old/shop.log\"",
            "\"rotation\": { \"archiveName\": \"../old/{stem}_{n:00}{ext}\" }"
        },
        {
            "archiveSuffixFormat", "archiveEvery=\"Day\" archiveSuffixFormat=\"_{1:yyyyMMdd}_{0:00}\"",
            "\"rotation\": { \"archiveName\": \"{stem}_{date:yyyyMMdd}_{n:00}{ext}\" }"
        },
        { "archiveOldFileOnStartup", "archiveOldFileOnStartup=\"true\"", "\"rotation\": { \"rotateOnStart\": true }" },
        { "deleteOldFileOnStartup", "deleteOldFileOnStartup=\"true\"", "\"options\": { \"append\": false }" },
        { "encoding", "encoding=\"iso-8859-2\"", "\"options\": { \"encoding\": \"iso-8859-2\" }" },
        { "autoFlush", "autoFlush=\"false\"", "" },
        { "keepFileOpen", "keepFileOpen=\"false\"", "" },
    };

    /// <summary>Attributes of an AsyncWrapper, and a part of its batching.</summary>
    public static TheoryData<string, string, string> OfQueue() => new()
    {
        { "queueLimit", "queueLimit=\"50000\"", "\"queueLimit\": 50000" },
        { "overflowAction", "overflowAction=\"Discard\"", "\"overflow\": \"DropOldest\"" },
        { "overflowAction", "overflowAction=\"Block\"", "\"overflow\": \"Block\"" },
        { "overflowAction", "overflowAction=\"Grow\"", "\"queueLimit\": \"none\"" },
        { "timeToSleepBetweenBatches", "timeToSleepBetweenBatches=\"100\"", "\"period\": \"100ms\"" },
    };

    public static TheoryData<string, string> Layouts() => new()
    {
        { "${longdate}", "{Timestamp:yyyy-MM-dd HH:mm:ss.ffff}" },
        { @"${date:format=HH\:mm\:ss}", "{Timestamp:HH:mm:ss}" },
        { "${level:uppercase=true}", "{Level:u4}" },
        { "${level:format=FirstCharacter}", "{Level:u1}" },
        { "${level:format=TriLetter}", "{Level:t3}" },
        { "${level:format=FullName:uppercase=true}", "{Level:u}" },
        { "${level:lowercase=true}", "{Level:w}" },
        { "${level}", "{Level}" },
        { "${uppercase:${level:padding=-5}}", "{Level,-5:u4}" },
        { "${logger}", "{SourceContext}" },
        { "${message}", "{Message:l}" },
        { "${exception:format=ToString}", "{Exception}" },
        { "${event-properties:Number}", "{Number}" },
        { "${newline}", "{NewLine}" },
        { "{a} ${literal:text=b}", "{{a}} b" },
    };

    [Fact]
    public async Task TheExampleOfThePageBecomesThatOfThePage()
    {
        var result = await MigratedSettings.From(_folder, "nlog.config", MigrationPage.Examples(Section, "xml")[0]);
        MigratedSettings.AssertSame(MigrationPage.Examples(Section, "json")[0], result.Json);
        Assert.Equal(1, result.Run.Code);
        Assert.Contains("async=\"true\" is not carried over: each sink has a queue", result.Run.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["${basedir} is left out", "${level:uppercase=true}: TRACE", "${message:withException=true}: the exception follows the line"],
            result.Run.ErrorLines.Where(l => l.Contains('$', StringComparison.Ordinal)).Select(BeginOfLoss));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task EachSettingIsCarriedOver(string setting, string attributes, string args)
    {
        Assert.NotEmpty(setting);
        if (!attributes.Contains("fileName", StringComparison.Ordinal)) attributes += " fileName=\"logs/shop.log\"";
        attributes += " layout=\"${message}\"";
        var result = await MigratedSettings.From(_folder, "nlog.config", Config($"<target name=\"f\" xsi:type=\"File\" {attributes} />"));
        AssertHas($"{{ {args} }}", result.Args);
        Assert.Equal(attributes.Contains("basedir", StringComparison.Ordinal) ? 1 : 0, result.Run.ErrorLines.Length);
    }

    [Theory]
    [MemberData(nameof(OfQueue))]
    public async Task EachSettingOfTheQueueIsCarriedOver(string setting, string attributes, string batching)
    {
        Assert.NotEmpty(setting);
        var target = $"""<target name="f" xsi:type="AsyncWrapper" {attributes}>{File}</target>""";
        var result = await MigratedSettings.From(_folder, "nlog.config", Config(target));
        AssertHas($"{{ {batching} }}", result.Args["options"]!["batching"]!);
        var hasAction = attributes.Contains("overflowAction", StringComparison.Ordinal);
        const string NoAction = "has no overflowAction: each sink has a queue";
        Assert.All(result.Run.ErrorLines, l => Assert.Contains(NoAction, l, StringComparison.Ordinal));
        Assert.Equal(hasAction ? 0 : 1, result.Run.ErrorLines.Length);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task EachRendererBecomesAHole(string layout, string template)
    {
        var result = await MigratedSettings.From(
            _folder, "nlog.config", Config($"<target name=\"f\" xsi:type=\"File\" fileName=\"a.log\" layout=\"{layout}\" />"));
        Assert.Equal($"{template}{{NewLine}}", result.Args["outputTemplate"]!.GetValue<string>());
    }

    [Fact]
    public void EachRowOfThePageHasATest()
    {
        var settings = Settings().Select(r => (string)r[0]).Concat(OfQueue().Select(r => (string)r[0])).Distinct(StringComparer.Ordinal);
        Assert.Empty(MigrationPage.FirstCells(Section, "Setting").Except(settings, StringComparer.Ordinal));
        Assert.Empty(MigrationPage.FirstCells(Section, "Layout").Except(Layouts().Select(r => (string)r[0]), StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatIsNotCarriedOverIsToldWithItsPlaceAndInComments()
    {
        var result = await MigratedSettings.From(_folder, "nlog.config", """
            <nlog autoReload="true">
              <targets>
                <target name="c" type="Console" />
                <target name="f" type="File" fileName="a.log" header="begin" layout="${message} ${callsite}" />
              </targets>
              <rules><logger name="Shop.*" minlevel="Warn" maxlevel="Error" writeTo="f,c" /></rules>
            </nlog>
            """);
        var file = _folder["nlog.config"];
        Assert.Equal(1, result.Run.Code);
        Assert.Contains($"{file}:1:7: autoReload is not carried over: only levels change while the program runs", result.Run.ErrorLines);
        Assert.Contains($"{file}:3:6: the target c of the type Console is no file; add a sink of another package", result.Run.ErrorLines);
        Assert.Contains(
            $"{file}:4:51: header=\"begin\" is not carried over: write hooks, whose OnFileOpened writes a header", result.Run.ErrorLines);
        Assert.Contains($"{file}:4:66: ${{callsite}} has no counterpart in an output template; it is left out", result.Run.ErrorLines);
        Assert.Contains(result.Run.ErrorLines, l => l.Contains("the loggers Shop.* are not told from others", StringComparison.Ordinal));
        Assert.Contains(result.Run.ErrorLines, l => l.Contains("the highest level Error is not carried over", StringComparison.Ordinal));
        Assert.All(result.Run.ErrorLines, l => Assert.Contains($"// {l}\n", result.Run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task LevelsOfRulesBecomeLevelsOfTheLoggerAndItsSinks()
    {
        var result = await MigratedSettings.From(_folder, "nlog.config", """
            <nlog>
              <targets>
                <target name="a" type="File" fileName="a.log" layout="" />
                <target name="b" type="File" fileName="b.log" layout="" />
              </targets>
              <rules>
                <logger name="Microsoft.*" maxlevel="Info" final="true" />
                <logger name="*" minlevel="Debug" writeTo="a" />
                <logger name="*" levels="Warn,Error,Fatal" writeTo="b" />
              </rules>
            </nlog>
            """);
        var logger = result.Json["Serilog"]!;
        MigratedSettings.AssertSame("""{ "Default": "Debug", "Override": { "Microsoft": "Warning" } }""", logger["MinimumLevel"]);
        Assert.Equal("Warning", logger["WriteTo"]![1]!["Args"]!["restrictedToMinimumLevel"]!.GetValue<string>());
        Assert.Null(result.Args["restrictedToMinimumLevel"]);
        Assert.Empty(result.Run.Error);
    }

    [Fact]
    public async Task DefaultsOfAllTargetsAreThoseOfEach()
    {
        var result = await MigratedSettings.From(_folder, "nlog.config", Config("""
            <default-wrapper xsi:type="AsyncWrapper" overflowAction="Block" />
            <default-target-parameters xsi:type="File" encoding="utf-16" archiveEvery="Hour" />
            <target name="f" xsi:type="File" fileName="a.log" archiveEvery="Day" layout="${message}" />
            """));
        Assert.Equal("Day", result.Args["interval"]!.GetValue<string>());
        MigratedSettings.AssertSame("""{ "encoding": "utf-16", "batching": { "overflow": "Block" } }""", result.Args["options"]);
        Assert.Empty(result.Run.Error);
    }

    [Fact]
    public async Task JsonLayoutBecomesAJsonFile()
    {
        var result = await MigratedSettings.From(_folder, "nlog.config", Config("""
            <target name="f" xsi:type="File" fileName="a.json">
              <layout xsi:type="JsonLayout"><attribute name="m" layout="${message}" /></layout>
            </target>
            """));
        Assert.Equal("MtaioJsonFile", result.Json["Serilog"]!["WriteTo"]![0]!["Name"]!.GetValue<string>());
        Assert.Equal(1, result.Run.Code);
    }

    /// <summary>Layouts whose template means something else, and what is said about each.</summary>
    [Theory]
    [InlineData("${level:format=FirstCharacter}", "${level:format=FirstCharacter}: the letter of Trace becomes that of Verbose")]
    [InlineData("${level:format=Ordinal}", "${level:format=Ordinal}: the numbers become words")]
    [InlineData("${level:uppercase=true}", "${level:uppercase=true}: TRACE, DEBUG, ERROR and FATAL become VERB, DBUG, EROR and FATL")]
    [InlineData("${level}", "${level}: Trace, Info and Warn become Verbose, Information and Warning")]
    [InlineData("${exception:format=Message}", "${exception:format=Message}: the whole exception is written, not Message alone")]
    [InlineData("${exception:Message}", "${exception:Message}: the whole exception is written, not Message alone")]
    [InlineData("${message:maxInnerExceptionLevel=0}", "maxInnerExceptionLevel has no counterpart; it is left out")]
    [InlineData("${message:truncate=9}", "${message:truncate=9}: truncate has no counterpart; it is left out")]
    [InlineData("${message:uppercase=true}", "uppercase has no counterpart; it is left out")]
    [InlineData("${uppercase:${message}}", "levels alone are written in upper case")]
    [InlineData("${onexception:${newline}}", "the condition has no counterpart; what is inside is always written")]
    [InlineData("${pad:padding=5:inner=${message}}", "the width has no counterpart")]
    public async Task EachChangeOfMeaningIsTold(string layout, string change)
    {
        var result = await MigratedSettings.From(
            _folder, "nlog.config", Config($"<target name=\"f\" xsi:type=\"File\" fileName=\"a.log\" layout=\"{layout}\" />"));
        Assert.Equal(1, result.Run.Code);
        Assert.Contains(change, Assert.Single(result.Run.ErrorLines), StringComparison.Ordinal);
        Assert.StartsWith($"// {result.Run.ErrorLines[0]}\n", result.Run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${basedir}/logs/a.log", "logs/a.log", "${basedir} is left out: a relative path begins at the current directory")]
    [InlineData("${environment:LOGS}/a.log", "{env:LOGS}/a.log", "${environment:LOGS}: the environment variable LOGS is to be set")]
    public async Task EachChangeOfAPathIsTold(string layout, string path, string change)
    {
        Environment.SetEnvironmentVariable("LOGS", "logs");
        var result = await MigratedSettings.From(
            _folder, "nlog.config", Config($"<target name=\"f\" xsi:type=\"File\" fileName=\"{layout}\" layout=\"${{message}}\" />"));
        Assert.Equal((1, path), (result.Run.Code, result.Args["path"]!.GetValue<string>()));
        Assert.Contains(change, Assert.Single(result.Run.ErrorLines), StringComparison.Ordinal);
    }

    /// <summary>The first words of a loss, without its place.</summary>
    static string BeginOfLoss(string line)
    {
        var text = line[line.IndexOf('$', StringComparison.Ordinal)..];
        return text[..text.IndexOfAny([',', ';', ':'], text.IndexOf('}', StringComparison.Ordinal) + 2)];
    }

    static string Config(string target) => $"""
        <nlog xmlns="http://www.nlog-project.org/schemas/NLog.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <variable name="logDir" value="var/log" />
          <targets>{target}</targets>
          <rules><logger name="*" writeTo="f" /></rules>
        </nlog>
        """;

    static void AssertHas(string expected, JsonNode args)
    {
        foreach (var (name, value) in JsonNode.Parse(expected)!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, args[name]), $"{name}: {args.ToJsonString()}");
    }
}
