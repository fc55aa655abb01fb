using System.Text.Json.Nodes;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Migration;

public sealed class Log4NetTests : IDisposable
{
    const string Section = "From log4net";
    const StringComparison Ordinal = StringComparison.Ordinal;

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Elements of an appender, and a part of Args; each setting of the table is there.</summary>
    public static TheoryData<string, string, string> Settings() => new()
    {
        { "file", "<file value=\"logs\\shop.log\" />", "\"path\": \"logs/shop.log\"" },
        { "file", "<param name=\"File\" value=\"${LOGS}/shop.log\" />", "\"path\": \"{env:LOGS}/shop.log\"" },
        { "appendToFile", "<appendToFile value=\"false\" /><rollingStyle value=\"Size\" />", "\"options\": { \"append\": false }" },
        { "rollingStyle", "<maxSizeRollBackups value=\"-1\" />", "\"interval\": \"Day\", \"maxBytes\": \"10MiB\"" },
        { "rollingStyle", "<rollingStyle value=\"Date\" />", "\"interval\": \"Day\", \"maxBytes\": \"none\", \"backupCount\": \"none\"" },
        { "rollingStyle", "<rollingStyle value=\"Once\" />", "\"maxBytes\": \"none\", \"rotation\": { \"rotateOnStart\": true }" },
        {
            "datePattern", "<rollingStyle value=\"Date\" />",
            "\"interval\": \"Day\", \"rotation\": { \"archiveName\": \"{name}.{date:yyyy-MM-dd}.{n}\" }"
        },
        {
            "datePattern", "<rollingStyle value=\"Date\" /><datePattern value=\"'-'yyyyMMdd-HH\" />",
            "\"interval\": \"Hour\", \"rotation\": { \"archiveName\": \"{name}-{date:yyyyMMdd-HH}.{n}\" }"
        },
        { "maxFileSize", "<rollingStyle value=\"Size\" />", "\"maxBytes\": \"10MiB\"" },
        { "maxFileSize", "<rollingStyle value=\"Size\" /><maximumFileSize value=\"6MB\" />", "\"maxBytes\": \"6MiB\"" },
        { "maxFileSize", "<rollingStyle value=\"Size\" /><maxFileSize value=\"5000\" />", "\"maxBytes\": \"5000\"" },
        { "maxSizeRollBackups", "<rollingStyle value=\"Size\" /><maxSizeRollBackups value=\"10\" />", "\"backupCount\": 10" },
        { "maxSizeRollBackups", "<rollingStyle value=\"Size\" />", "\"backupCount\": 0" },
        { "countDirection", "<rollingStyle value=\"Size\" /><countDirection value=\"-1\" />", "" },
        {
            "staticLogFileName",
            "<file value=\"logs/shop\" /><rollingStyle value=\"Date\" /><staticLogFileName value=\"false\" />"
                + "<datePattern value=\"-yyyy-MM-dd'.log'\" />",
            "\"path\": \"logs/shop-{date:yyyy-MM-dd}.log\""
        },
        {
            "preserveLogFileNameExtension", "<rollingStyle value=\"Size\" /><preserveLogFileNameExtension value=\"true\" />",
            "\"rotation\": { \"archiveName\": \"{stem}.{n}{ext}\" }"
        },
        { "encoding", "<rollingStyle value=\"Size\" /><encoding value=\"iso-8859-2\" />", "\"options\": { \"encoding\": \"iso-8859-2\" }" },
        {
            "lockingModel", "<rollingStyle value=\"Size\" /><lockingModel type=\"log4net.Appender.FileAppender+InterProcessLock\" />",
            "\"options\": { \"shared\": true }"
        },
        {
            "immediateFlush", "<rollingStyle value=\"Size\" /><immediateFlush value=\"true\" />",
            "\"options\": { \"flushOnLevel\": \"Verbose\" }"
        },
    };

    public static TheoryData<string, string> Layouts() => new()
    {
        { "%date", "{Timestamp:yyyy-MM-dd HH:mm:ss,fff}" },
        { "%date{HH:mm:ss}", "{Timestamp:HH:mm:ss}" },
        { "%-5level", "{Level,-5:u4}" },
        { "%logger", "{SourceContext}" },
        { "%message", "{Message:l}" },
        { "%thread", "{ThreadId}" },
        { "%newline", "{NewLine}" },
        { "%property{User} 5%%", "{User} 5%" },
    };

    [Fact]
    public async Task TheExampleOfThePageBecomesThatOfThePage()
    {
        var result = await MigratedSettings.From(_folder, "log4net.config", MigrationPage.Examples(Section, "xml")[0]);
        MigratedSettings.AssertSame(MigrationPage.Examples(Section, "json")[0], result.Json);
        Assert.Collection(
            result.Run.ErrorLines,
            l => Assert.EndsWith("%thread needs the package Serilog.Enrichers.Thread, whose enricher writes ThreadId", l, Ordinal),
            l => Assert.EndsWith("%-5level: DEBUG, ERROR and FATAL become DBUG, EROR and FATL", l, Ordinal));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task EachSettingIsCarriedOver(string setting, string elements, string args)
    {
        Assert.NotEmpty(setting);
        if (!elements.Contains("ile\" value", StringComparison.Ordinal) && !elements.Contains("<file", StringComparison.Ordinal))
            elements += "<file value=\"logs/shop.log\" />";
        var result = await Migrate(elements);
        foreach (var (name, value) in JsonNode.Parse($"{{ {args} }}")!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, result.Args[name]), $"{name}: {result.Args.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task EachPatternBecomesAHole(string pattern, string template)
    {
        var result = await Migrate($"""
            <file value="a.log" /><layout type="log4net.Layout.PatternLayout"><conversionPattern value="{pattern}" /></layout>
            """);
        Assert.Equal($"{template}{{Exception}}", result.Args["outputTemplate"]!.GetValue<string>());
    }

    [Fact]
    public void EachRowOfThePageHasATest()
    {
        Assert.Empty(MigrationPage.FirstCells(Section, "Setting").Except(Settings().Select(r => (string)r[0]), StringComparer.Ordinal));
        Assert.Empty(MigrationPage.FirstCells(Section, "Layout").Except(Layouts().Select(r => (string)r[0]), StringComparer.Ordinal));
    }

    [Fact]
    public async Task LevelsOfLoggersAndFiltersAreCarriedOver()
    {
        var result = await MigratedSettings.From(_folder, "app.config", """
            <configuration><log4net>
              <appender name="A" type="log4net.Appender.FileAppender"><file value="a.log" /><threshold value="ERROR" /></appender>
              <appender name="B" type="log4net.Appender.ConsoleAppender" />
              <logger name="Shop.Data"><level value="WARN" /></logger>
              <root><level value="DEBUG" /><appender-ref ref="A" /><appender-ref ref="B" /></root>
            </log4net></configuration>
            """);
        MigratedSettings.AssertSame(
            """{ "Default": "Debug", "Override": { "Shop.Data": "Warning" } }""", result.Json["Serilog"]!["MinimumLevel"]);
        Assert.Equal("Error", result.Args["restrictedToMinimumLevel"]!.GetValue<string>());
        Assert.Equal(
            $"{_folder["app.config"]}:3:4: the appender B of the type ConsoleAppender is no file; add a sink of another package",
            Assert.Single(result.Run.ErrorLines, l => l.Contains("the appender B", StringComparison.Ordinal)));
    }

    Task<MigratedSettings> Migrate(string elements)
    {
        Environment.SetEnvironmentVariable("LOGS", "logs");
        return MigratedSettings.From(_folder, "log4net.config", $"""
            <log4net>
              <appender name="A" type="log4net.Appender.RollingFileAppender,log4net">{elements}</appender>
              <root><level value="INFO" /><appender-ref ref="A" /></root>
            </log4net>
            """);
    }
}
