using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Serilog.Settings.Configuration;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>A mistake in the settings throws when the logger is configured, with its path, its value and what would be right.</summary>
public sealed class StrictSettingsTests : LogUnderTest
{
    const string Never = "$never";
    const string Json = "Serilog.Formatting.Json.JsonFormatter, Serilog";

    /// <summary>The sink, its Args, the path of the mistake within Args, and a part of the remedy.</summary>
    static readonly (string Sink, string Args, string Path, string Remedy)[] Mistakes =
    [
        ("MtaioRotatingFile", "\"rollingInterval\": \"Day\"", "rollingInterval = \"Day\"", "write interval"),
        ("MtaioRotatingFile", "\"fileSizeLimitBytes\": 50000", "fileSizeLimitBytes = \"50000\"", "write maxBytes"),
        ("MtaioRotatingFile", "\"retainedFileCountLimit\": 3", "retainedFileCountLimit = \"3\"", "does not count the active file"),
        ("MtaioRotatingFile", "\"buffered\": true", "buffered = \"True\"", "remove it"),
        ("MtaioRotatingFile", "\"queueLimit\": 5", "queueLimit = \"5\"", "belongs inside options:batching"),
        ("MtaioRotatingFile", "\"archiveName\": \"a.{n}\"", "archiveName = \"a.{n}\"", "belongs inside rotation"),
        ("MtaioRotatingFile", "\"compression\": \"GZip\"", "compression = \"GZip\"", "belongs inside rotation"),
        ("MtaioRotatingFile", "\"options\": { \"overflow\": \"Shed\" }", "options:overflow = \"Shed\"", "belongs inside options:batching"),
        ("MtaioRotatingFile", "\"rotation\": { \"maxBytes\": 5 }", "rotation:maxBytes = \"5\"", "belongs in Args itself"),
        ("MtaioRotatingFile", "\"rotation\": { \"compression\": true }", "rotation:compression = \"True\"", "allowed are None, GZip"),
        ("MtaioRotatingFile", "\"rotation\": { \"compression\": \"GZi\" }", "rotation:compression = \"GZi\"", "did you mean GZip?"),
        ("MtaioRotatingFile", "\"rotation\": { \"retainedBytes\": \"1XB\" }", "rotation:retainedBytes = \"1XB\"", "\"10MB\""),
        ("MtaioRotatingFile", "\"rotation\": true", "rotation = \"True\"", "write an object"),
        ("MtaioRotatingFile", "\"rotation\": [ 1 ]", "rotation:0 = \"1\"", "write an object"),
        ("MtaioRotatingFile", "\"interval\": \"Daily\"", "interval = \"Daily\"", "did you mean Day?"),
        ("MtaioRotatingFile", "\"interval\": \"Dai 03:00\"", "interval = \"Dai 03:00\"", "did you mean Day?"),
        ("MtaioRotatingFile", "\"interval\": \"7h\"", "interval = \"7h\"", "write 6h or 8h"),
        ("MtaioRotatingFile", FormerNames("\"a.{n}\""), "rotation:formerArchiveNames = \"a.{n}\"", "write a list of texts"),
        ("MtaioRotatingFile", FormerNames("[ \"x\" ]"), "rotation:formerArchiveNames = \"x\"", "write {date} or {n}"),
        ("MtaioRotatingFile", FormerNames("[ \"\" ]"), "rotation:formerArchiveNames", "write texts alone"),
        ("MtaioRotatingFile", "\"interval\": 3", "interval = \"3\"", "allowed are None, Minute"),
        ("MtaioRotatingFile", "\"interval\": { \"every\": \"Day\" }", "interval", "write one value"),
        ("MtaioRotatingFile", "\"maxBytes\": \"\"", "maxBytes = \"\"", "\"none\""),
        ("MtaioRotatingFile", "\"maxBytes\": [ 5 ]", "maxBytes", "is a list"),
        ("MtaioRotatingFile", "\"maxBytes\": 0", "maxBytes = \"0\"", "at least 1"),
        ("MtaioRotatingFile", "\"maxByte\": 5", "maxByte = \"5\"", "did you mean maxBytes?"),
        ("MtaioRotatingFile", "\"backupCount\": \"1_000_000_000_000\"", "backupCount = \"1_000_000_000_000\"", "2147483647"),
        ("MtaioRotatingFile", "\"rotation\": { \"retainedAge\": \"24:00:00\" }", "rotation:retainedAge = \"24:00:00\"", "up to 23"),
        ("MtaioRotatingFile", "\"rotation\": { \"retainedAge\": \"00:05\" }", "rotation:retainedAge = \"00:05\"", "\"30d\""),
        ("MtaioRotatingFile", "\"rotation\": { \"retainedAge\": \"1M\" }", "rotation:retainedAge = \"1M\"", "\"30d\""),
        ("MtaioRotatingFile", "\"rotation\": { \"retainedAge\": 30 }", "rotation:retainedAge = \"30\"", "did you mean \"30d\"?"),
        ("MtaioFile", "\"interval\": \"Day\"", "interval = \"Day\"", "MtaioRotatingFile and MtaioJsonFile have it in Args itself"),
        ("MtaioFile", "\"options\": { \"batching\": { \"queueLimit\": \"50k\" } }", "options:batching:queueLimit = \"50k\"", "50_000"),
        ("MtaioFile", "\"options\": { \"batching\": { \"period\": \"2\" } }", "options:batching:period = \"2\"", "did you mean \"2s\"?"),
        ("MtaioFile", "\"options\": { \"fileMode\": 640 }", "options:fileMode = \"640\"", "leading zero"),
        ("MtaioFile", "\"options\": { \"append\": \"yes\" }", "options:append = \"yes\"", "true or false"),
        ("MtaioFile", "\"append\": true, \"options\": { \"append\": false }", "options:append = \"False\"", "differs from"),
        ("MtaioFile", "\"encoding\": \"utf-61\"", "encoding = \"utf-61\"", "did you mean utf-16?"),
        ("MtaioFile", "\"hooks\": \"No.Such.Type, Nowhere\"", "hooks = \"No.Such.Type, Nowhere\"", "not a type that was found"),
        ("MtaioFile", "\"formatter\": \"No.Such.Type, Nowhere\"", "formatter = \"No.Such.Type, Nowhere\"", "not a type that was found"),
        ("MtaioFile", "\"formatter\": { \"template\": \"x\" }", "formatter", "without a type"),
        ("MtaioFile", "\"formatter\": { \"type\": \"" + Json + "\", \"x\": 1 }", "formatter", "no constructor of JsonFormatter takes"),
        ("MtaioFile", "\"formatter\": { \"type\": \"" + Json + "\", \"renderMessage\": \"maybe\" }", "formatter", "true or false"),
        ("MtaioFile", "\"formatter\": \"No.Such::Member, Nowhere\"", "formatter = \"No.Such::Member, Nowhere\"", "static member"),
        ("MtaioFile", "\"formatProvider\": \"No.Such::Member\"", "formatProvider = \"No.Such::Member\"", "static member"),
        ("MtaioFile", "\"configuration\": \"x\"", "configuration = \"x\"", "is not known"),
        ("MtaioJsonFile", "\"outputTemplate\": \"x\"", "outputTemplate = \"x\"", "MtaioFile and MtaioRotatingFile and"),
    ];

    /// <summary>Before version 10 of the configuration packages, null was an empty text, and an empty list was nothing at all.</summary>
    static readonly (string Sink, string Args, string Path, string Remedy)[] EmptyValues = JsonSettings.KnowsNull
        ?
        [
            ("MtaioRotatingFile", "\"interval\": null", "interval", "is empty; remove it for the default"),
            ("MtaioRotatingFile", "\"rotation\": []", "rotation = \"\"", "is empty"),
            ("MtaioFile", "\"append\": null", "append", "is empty"),
            ("MtaioFile", "\"levelSwitch\": null, \"restrictedToMinimumLevel\": \"Eror\"", "restrictedToMinimumLevel = \"Eror\"", "Error?"),
        ]
        : [("MtaioFile", "\"append\": null", "append = \"\"", "is empty")];

    public static TheoryData<string, string, string, string, string> Rows()
    {
        var data = new TheoryData<string, string, string, string, string>();
        foreach (var section in EverySink.Sections)
        {
            foreach (var (sink, args, path, remedy) in Mistakes.Concat(EmptyValues)) data.Add(section, sink, args, path, remedy);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void AMistakeIsNamedWithItsPathAndRemedy(string section, string sink, string args, string path, string remedy)
    {
        var message = MessageOf(JsonSettings.Sink(section, sink, $"\"path\": \"{LogPath}\", {args}"));
        Assert.Contains($"Serilog:{section}:0:Args:{path}: ", message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
        Assert.Empty(Folder.Names);
    }

    [Theory]
    [InlineData("WriteTo", "")]
    [InlineData("AuditTo", "\"outputTemplate\": \"x\"")]
    public void AMissingPathIsNamed(string section, string args) =>
        Assert.Contains(
            $"Serilog:{section}:0:Args:path: is missing",
            MessageOf(JsonSettings.Sink(section, "MtaioFile", args)),
            StringComparison.Ordinal);

    [Fact]
    public void ASinkWithoutArgsIsNamed() =>
        Assert.Contains(
            "Serilog:WriteTo:0:Args:path: is missing",
            MessageOf("""{ "Serilog": { "WriteTo": [ "MtaioFile" ] } }"""),
            StringComparison.Ordinal);

    [Fact]
    public void AnArgumentBesideArgsIsNamed() =>
        Assert.Contains(
            "Serilog:WriteTo:0:append = \"False\": belongs inside Args",
            MessageOf(
                $$"""{ "Serilog": { "WriteTo": [ { "Name": "MtaioFile", "append": false, "Args": { "path": "{{LogPath}}" } } ] } }"""),
            StringComparison.Ordinal);

    [Fact]
    public void OneMessageListsAllMistakes()
    {
        var message = MessageOf(JsonSettings.Sink(
            "WriteTo", "MtaioFile", "\"pth\": \"x\", \"append\": \"\", \"options\": { \"shared\": \"no\", \"fileMod\": 1 }"));
        foreach (var path in new[] { "pth", "append", "options:shared", "options:fileMod", "path" })
        {
            Assert.Contains($"Serilog:WriteTo:0:Args:{path}", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Logger", "\"configureLogger\": { \"WriteTo\": [ SINK ] }", "configureLogger:WriteTo:0")]
    [InlineData("Async", "\"configure\": [ SINK ]", "configure:0")]
    [InlineData("MtaioTransactions", "\"configure\": [ SINK ]", "configure:0")]
    [InlineData("MtaioBacktrace", "\"configure\": [ SINK ]", "configure:0")]
    public void AMistakeInsideAWrapperIsNamed(string wrapper, string args, string path)
    {
        var sink = $$"""{ "Name": "MtaioFile", "Args": { "path": "{{LogPath}}", "apend": true } }""";
        var message = MessageOf(JsonSettings.Sink("WriteTo", wrapper, args.Replace("SINK", sink, StringComparison.Ordinal)));
        Assert.Contains($"Serilog:WriteTo:0:Args:{path}:Args:apend = \"True\"", message, StringComparison.Ordinal);
        Assert.Contains("did you mean append", message, StringComparison.Ordinal);
    }

    /// <summary>An object that has our method's name by chance, and the logger of another program in a shared file.</summary>
    [Theory]
    [InlineData("""  "Properties": { "Application": "x", "Name": "MtaioFile" } """, "")]
    [InlineData("""  "Enrich": [ { "Name": "WithProperty", "Args": { "name": "MtaioFile", "value": 1 } } ] """, "")]
    [InlineData("", """  , "Packages": [ { "Name": "MtaioFile", "Version": "1.0" } ] """)]
    [InlineData("", """  , "Ui": { "Labels": [ { "Name": "MtaioTransactions", "Text": "x" } ] } """)]
    [InlineData("", """  , "Serilog2": { "WriteTo": [ { "Name": "MtaioFile", "Args": { "path": "b.log", "apend": true } } ] } """)]
    public void WhatIsNoSinkOfTheLoggerIsNotChecked(string inSerilog, string beside)
    {
        var more = inSerilog.Length == 0 ? "" : $", {inSerilog}";
        JsonSettings.Log(
            $$"""{ "Serilog": { "WriteTo": [ { "Name": "MtaioFile", "Args": { "path": "{{LogPath}}" } } ]{{more}} }{{beside}} }""",
            log => log.Information("x"));
        Assert.EndsWith("x" + Environment.NewLine, Folder.Text("app.log"), StringComparison.Ordinal);
    }

    /// <summary>A look at each key for each key would take minutes here.</summary>
    [Fact]
    public void ALargeConfigurationIsReadAtOnce()
    {
        var values = Enumerable.Range(0, 20_000).ToDictionary(i => $"flat{i}", i => (string?)$"{i}");
        foreach (var i in Enumerable.Range(0, 3_000)) values[$"List:{i}:Name"] = "x";
        foreach (var i in Enumerable.Range(0, 20))
        {
            values[$"Serilog:WriteTo:{i}:Name"] = "MtaioFile";
            values[$"Serilog:WriteTo:{i}:Args:path"] = Folder[$"{i}.log"];
        }
        var settings = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        Hang.Fails(() => new LoggerConfiguration().ReadFrom.Configuration(settings).CreateLogger().Dispose());
    }

    [Fact]
    public void AnEmptyEnvironmentVariableIsNamed()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Serilog:WriteTo:file:Name"] = "MtaioRotatingFile",
                ["Serilog:WriteTo:file:Args:path"] = LogPath,
                ["Serilog:WriteTo:file:Args:maxBytes"] = "10MB",
            })
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Serilog:WriteTo:file:Args:maxBytes"] = "" })
            .Build();
        Assert.Contains("Serilog:WriteTo:file:Args:maxBytes = \"\": is empty", MessageOf(settings), StringComparison.Ordinal);
    }

    [Fact]
    public void ASectionOfAnotherNameIsChecked()
    {
        var settings = JsonSettings.Parse(
            JsonSettings.Sink("WriteTo", "MtaioFile", "\"pth\": \"x\"").Replace("\"Serilog\"", "\"Logs\"", StringComparison.Ordinal));
        var thrown = Assert.Throws<TargetInvocationException>(() => new LoggerConfiguration().ReadFrom.Configuration(
            settings, new ConfigurationReaderOptions { SectionName = "Logs" }));
        Assert.Contains("Logs:WriteTo:0:Args:pth", thrown.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoCallsOfOnePathWithDifferentOptionsAreRefused()
    {
        string Sink(string options) => $$"""{ "Name": "MtaioFile", "Args": { "path": "{{LogPath}}", "options": { {{options}} } } }""";
        var message = MessageOf($$"""{ "Serilog": { "WriteTo": [ {{Sink("\"append\": true")}}, {{Sink("\"shared\": false")}} ] } }""");
        Assert.Contains("Serilog:WriteTo:0:Args and Serilog:WriteTo:1:Args", message, StringComparison.Ordinal);
    }

    /// <summary>The settings library finds no switch for the call itself, and throws without a path.</summary>
    [Theory]
    [InlineData("none")]
    [InlineData("file")]
    public void ALevelSwitchOfAnotherSinkWithoutASignIsNamed(string name) =>
        Assert.Contains(
            $"WriteTo:1:Args:levelSwitch = \"{name}\": names no level switch; write its name with a $",
            MessageOf($$"""
            { "Serilog": { "LevelSwitches": { "$file": "Error" }, "WriteTo": [
              { "Name": "MtaioFile", "Args": { "path": "{{LogPath}}" } },
              { "Name": "MtaioFile", "Args": { "path": "{{LogPath}}", "levelSwitch": "{{name}}" } } ] } }
            """),
            StringComparison.Ordinal);

    [Fact]
    public void ALevelSwitchThatIsNotDeclaredIsNamed() =>
        Assert.Contains(
            Never,
            Assert.ThrowsAny<Exception>(() => JsonSettings.Logger(
                JsonSettings.Sink("WriteTo", "MtaioFile", $"\"path\": \"{LogPath}\", \"levelSwitch\": \"{Never}\""))).Message,
            StringComparison.Ordinal);

    static string MessageOf(string json) => MessageOf(JsonSettings.Parse(json));

    static string MessageOf(IConfiguration settings)
    {
        var thrown = Assert.Throws<TargetInvocationException>(
            () => new LoggerConfiguration().ReadFrom.Configuration(settings).CreateLogger());
        var cause = thrown.GetBaseException();
        for (Exception? inner = thrown; inner is not null; inner = inner.InnerException)
        {
            if (inner is ArgumentException && inner.Message.Contains("Serilog:", StringComparison.Ordinal)) cause = inner;
        }
        return Assert.IsAssignableFrom<ArgumentException>(cause).Message;
    }

    static string FormerNames(string json) => $$""" "rotation": { "formerArchiveNames": {{json}} } """;
}
