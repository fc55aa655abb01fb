using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Migration;

public sealed class SerilogFileTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FileBecomesMtaioRollingFileWithTheSameSettings()
    {
        var ours = MigrationPage.Examples("From Serilog.Sinks.File", "json")[0];
        var theirs = ours.Replace("MtaioRollingFile", "File", StringComparison.Ordinal)
            .Replace("Serilog.Sinks.MtaioFile", "Serilog.Sinks.File", StringComparison.Ordinal);
        var result = await MigratedSettings.From(_folder, "appsettings.json", theirs);
        MigratedSettings.AssertSame(ours, result.Json);
        Assert.Equal((0, ""), (result.Run.Code, result.Run.Error));
    }

    [Fact]
    public async Task TheExampleWithAsyncBecomesThatOfThePage()
    {
        var examples = MigrationPage.Examples("From Serilog.Sinks.Async", "json");
        var result = await MigratedSettings.From(_folder, "appsettings.json", examples[0]);
        MigratedSettings.AssertSame(examples[1], result.Json);
    }

    [Fact]
    public async Task ACallThatDoesNotWaitDropsTheNewest()
    {
        var result = await Migrate("""{ "Name": "Async", "Args": { "configure": [ { "Name": "File", "Args": { "path": "a.log" } } ] } }""");
        MigratedSettings.AssertSame("""{ "path": "a.log", "options": { "batching": { "overflow": "DropNewest" } } }""", result.Args);
    }

    [Theory]
    [InlineData("File", "path", "logs/{x}.txt", "logs/{{x}}.txt")]
    [InlineData("File", "path", "logs/{date}{.txt", "logs/{{date}}{{.txt")]
    [InlineData("RollingFile", "pathFormat", "logs/{x}.txt", "logs/{{x}}.txt")]
    public async Task BracesInAPathStayText(string sink, string name, string path, string result)
    {
        var migrated = await Migrate($$"""{ "Name": "{{sink}}", "Args": { "{{name}}": "{{path}}" } }""");
        Assert.Equal(result, migrated.Args["path"]!.GetValue<string>());
        Assert.Empty(migrated.Run.Error);
    }

    [Fact]
    public async Task OtherSinksStayInsideAsync()
    {
        var result = await Migrate("""
            { "Name": "Async", "Args": { "blockWhenFull": true, "configure": [
              { "Name": "Console" }, { "Name": "File", "Args": { "path": "a.log" } } ] } }
            """);
        MigratedSettings.AssertSame("""
            { "Serilog": { "Using": [ "Serilog.Sinks.MtaioFile" ], "WriteTo": [
              { "Name": "MtaioRollingFile", "Args": { "path": "a.log" } },
              { "Name": "Async", "Args": { "blockWhenFull": true, "configure": [ { "Name": "Console" } ] } } ] } }
            """, result.Json);
    }

    [Theory]
    [InlineData("{Date}", "Day")]
    [InlineData("{Hour}", "Hour")]
    [InlineData("{HalfHour}", "30m")]
    public async Task RollingFileGetsAnInterval(string word, string interval)
    {
        var result = await Migrate($$"""
            { "Name": "RollingFile", "Args": { "pathFormat": "logs/log-{{word}}.txt", "retainedFileCountLimit": 7 } }
            """);
        MigratedSettings.AssertSame($$"""
            { "path": "logs/log-.txt", "rollingInterval": "{{interval}}", "retainedFileCountLimit": 7,
              "outputTemplate": "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level}] {Message}{NewLine}{Exception}" }
            """, result.Args);
    }

    [Fact]
    public async Task WhatWouldBeRefusedIsLeftOutAndTold()
    {
        var result = await Migrate("""
            { "Name": "File", "Args": { "path": "a.log", "colour": "red", "hooks": "A::B, C", "flushToDiskInterval": "5" } }
            """);
        MigratedSettings.AssertSame("""{ "path": "a.log" }""", result.Args);
        Assert.Equal(1, result.Run.Code);
        Assert.Contains(result.Run.ErrorLines, l => l.Contains("hooks is not carried over: write a Mtaio", StringComparison.Ordinal));
        Assert.Contains(result.Run.ErrorLines, l => l.Contains(":colour = \"red\": is not known", StringComparison.Ordinal));
        Assert.Contains(result.Run.ErrorLines, l => l.Contains(":flushToDiskInterval = \"5\": has no unit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OtherSettingsStayAndCommentsAreSkipped()
    {
        var result = await MigratedSettings.From(_folder, "appsettings.json", """
            {
              "Urls": "http://*:80", // stays
              "Serilog": {
                "Using": [ "Serilog.Sinks.Console", "Serilog.Sinks.File" ],
                "AuditTo": [ { "Name": "File", "Args": { "path": "audit.log" } } ],
                "WriteTo": { "Sub": { "Name": "Logger", "Args": { "configureLogger": {
                  "WriteTo": [ { "Name": "File", "Args": { "path": "a.log" } } ] } } } }
              }
            }
            """);
        MigratedSettings.AssertSame("""
            {
              "Urls": "http://*:80",
              "Serilog": {
                "Using": [ "Serilog.Sinks.MtaioFile", "Serilog.Sinks.Console" ],
                "AuditTo": [ { "Name": "MtaioRollingFile", "Args": { "path": "audit.log" } } ],
                "WriteTo": { "Sub": { "Name": "Logger", "Args": { "configureLogger": {
                  "WriteTo": [ { "Name": "MtaioRollingFile", "Args": { "path": "a.log" } } ] } } } }
              }
            }
            """, result.Json);
    }

    [Fact]
    public async Task TheResultIsWrittenToANewFile()
    {
        var file = _folder.Write("appsettings.json", """
            { "Serilog": { "WriteTo": [ { "Name": "File", "Args": { "path": "a.log" } } ] } }
            """);
        var first = await ToolRun.Of("config", "migrate", file, "-o", _folder["new.json"]);
        var second = await ToolRun.Of("config", "migrate", file, "-o", _folder["new.json"]);
        Assert.Equal((0, "", ""), (first.Code, first.Output, first.Error));
        Assert.Equal((2, $"mtaiolog: {_folder["new.json"]} exists; write the path of a new file\n"), (second.Code, second.Error));
        Assert.Contains("MtaioRollingFile", File.ReadAllText(_folder["new.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNoUtf8IsToldInOneLine()
    {
        var file = _folder["old.json"];
        File.WriteAllBytes(file, [.. "{ \"path\": \"M"u8, 0xFC, .. "ller.log\" }"u8]);
        var run = await ToolRun.Of("config", "migrate", file);
        Assert.Equal((2, $"mtaiolog: {file} has bytes that are no UTF-8; save the file in UTF-8\n"), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("path")]
    [InlineData("outputTemplate")]
    [InlineData("rollingInterval")]
    public async Task HalfASurrogatePairIsToldInOneLine(string key)
    {
        var file = _folder.Write("appsettings.json", $$"""
            { "Serilog": { "WriteTo": [ { "Name": "File", "Args": { "{{key}}": "a\ud800" } } ] } }
            """);
        var run = await ToolRun.Of("config", "migrate", file);
        var message = $"mtaiolog: {file} has half a surrogate pair, which is no character; mtaiolog config check says where\n";
        Assert.Equal((2, message), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("{ }", "has no sink File of Serilog.Sinks.File")]
    [InlineData("{ \"a\": }", "is no JSON")]
    [InlineData("<a", "is no XML")]
    [InlineData("<a />", "is no configuration of a known library")]
    [InlineData("<!DOCTYPE a [ <!ENTITY b SYSTEM \"file:///etc/passwd\"> ]><a>&b;</a>", "is no XML")]
    [InlineData("", "is no XML")]
    [InlineData("\0\u0001", "is no XML")]
    public async Task AFileOfNoKnownLibraryIsToldInOneLine(string text, string message)
    {
        var run = await ToolRun.Of("config", "migrate", _folder.Write("a.config", text));
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.StartsWith($"mtaiolog: {_folder["a.config"]} {message}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    Task<MigratedSettings> Migrate(string sink) =>
        MigratedSettings.From(_folder, "appsettings.json", $$"""{ "Serilog": { "WriteTo": [ {{sink}} ] } }""");
}
