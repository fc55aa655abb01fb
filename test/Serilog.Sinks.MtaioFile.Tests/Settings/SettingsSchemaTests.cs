using System.Text.Json;
using System.Text.RegularExpressions;
using Json.Schema;
using Serilog.Sinks.MtaioFile.Settings;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>The schema of the package is the generated one, accepts what the documentation shows, and catches mistakes.</summary>
public sealed class SettingsSchemaTests
{
    const string Plain = """ "path": "a.log" """;

    static readonly JsonSchema Schema = JsonSchema.FromText(SettingsSchema.Text());

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach (var page in MarkdownPage.All().Where(p => p == "README.md" || p.StartsWith("docs/", StringComparison.Ordinal)))
        {
            foreach (var json in CodeBlock.In(Snippets.Read(page), "json")) data.Add(page, json);
        }
        return data;
    }

    [Fact]
    public void TheSchemaOfThePackageIsTheGeneratedOne()
    {
        var committed = Path.Combine(Repository.Sources, "ConfigurationSchema.json");
        var received = Path.ChangeExtension(committed, ".received.json");
        var text = SettingsSchema.Text();
        var same = System.IO.File.Exists(committed) && System.IO.File.ReadAllText(committed).ReplaceLineEndings("\n") == text;
        if (same) System.IO.File.Delete(received);
        else System.IO.File.WriteAllText(received, text);
        Assert.True(same, $"{committed} is not what the settings are now; look at {received}, and rename it over the other");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void EveryExampleOfTheDocumentationIsValid(string page, string json) => Assert.True(IsValid(json), page);

    [Theory]
    [InlineData("""
        "interval": "Day", "maxBytes": "512 KiB", "backupCount": "none", "fileMode": "u=rw,g=r", "encoding": "utf-16"
        """)]
    [InlineData(""" "interval": "6h" """)]
    [InlineData(""" "interval": "15M" """)]
    [InlineData(""" "interval": "sunday 3:00" """)]
    [InlineData("""
        "maxBytes": null, "backupCount": "1_000", "fileMode": "0640", "flushToDiskInterval": "%EVERY%", "append": "False"
        """)]
    [InlineData("""
        "formatter": { "type": "Some.Type, Some", "renderMessage": true }, "retryTimeLimit": "10675199.02:48:05.4775807"
        """)]
    [InlineData("""
        "options": "Some.Type::Options, Some", "rotation": { "retainedBytes": "1.5GB", "retainedAge": "30d" }
        """)]
    [InlineData("""
        "options": { "batching": { "period": 0, "queueLimit": "none" }, "fileMode": "UserRead, UserWrite" }
        """)]
    public void ValuesAsPeopleWriteThemAreValid(string args) => Assert.True(IsValid(Sink($"{Plain}, {args}")));

    [Theory]
    [InlineData(""" "rollingInterval": "Day" """)]
    [InlineData(""" "fileSizeLimitBytes": 1000 """)]
    [InlineData(""" "retainedFileCountLimit": 5 """)]
    [InlineData(""" "rotation": { "shared": true } """)]
    [InlineData(""" "rotation": { "append": true } """)]
    [InlineData(""" "queueLimit": 100 """)]
    [InlineData(""" "naming": "Dated" """)]
    [InlineData(""" "compression": "GZip" """)]
    [InlineData(""" "options": { "overflow": "Shed" } """)]
    [InlineData(""" "rotation": { "compression": true } """)]
    [InlineData(""" "rotation": { "naming": "Date" } """)]
    [InlineData(""" "rotation": { "retainedBytes": "1GX" } """)]
    [InlineData(""" "options": { "batching": { "queueLimit": "50k" } } """)]
    [InlineData(""" "interval": "Daily" """)]
    [InlineData(""" "interval": "7h" """)]
    [InlineData(""" "interval": "Hour 03:00" """)]
    [InlineData(""" "interval": "Day 24:00" """)]
    [InlineData(""" "interval": null """)]
    [InlineData(""" "fileMode": "640" """)]
    [InlineData(""" "fileMode": 640 """)]
    [InlineData(""" "maxBytes": "" """)]
    [InlineData(""" "append": null """)]
    [InlineData(""" "flushToDiskInterval": "5" """)]
    [InlineData(""" "options": true """)]
    [InlineData(""" "levelSwitch": "none" """)]
    [InlineData(""" "levelSwitch": "$sw", "restrictedToMinimumLevel": "Error" """)]
    [InlineData(""" "formatter": "Some.Type, Some", "outputTemplate": "{Message}" """)]
    public void AMistakeIsInvalidWhereverTheSinkIs(string mistake)
    {
        var args = $"{Plain}, {mistake}";
        Assert.True(IsValid(Sink(Plain)));
        foreach (var invalid in EveryPlaceOf(args)) Assert.False(IsValid(invalid), invalid);
        foreach (var valid in EveryPlaceOf(Plain)) Assert.True(IsValid(valid), valid);
    }

    /// <summary>All that a schema can know: not whether a type, a member or an encoding exists.</summary>
    [Fact]
    public void EveryVisibleMistakeOfTheMatrixIsInvalid()
    {
        var mistakes = MistakeMatrix.All().Where(m => m.IsVisible)
            .SelectMany(m => m.Table.Directives.Select(d => (m.Path, m.Json, Text: TextOf(m, d)))).ToList();
        var accepted = mistakes.Where(m => IsValid(m.Text)).Select(m => m.Text).ToList();
        Assert.True(accepted.Count == 0, $"{accepted.Count} of {mistakes.Count} are valid:\n{string.Join("\n", accepted.Take(20))}");
        Assert.InRange(mistakes.Count, MistakeMatrix.All().Count() / 2, 100_000);

        static string TextOf(Mistake mistake, string directive) =>
            JsonSettings.Sink(directive, mistake.Table.Method, MistakeMatrix.Args([mistake], "a.log"));
    }

    [Fact]
    public void TheCallsOfTheMatrixAreValidWithoutTheMistakes() => Assert.All(
        MistakeMatrix.Tables.SelectMany(t => t.Directives.Select(d => JsonSettings.Sink(d, t.Method, MistakeMatrix.GoodArgs(t, "a.log")))),
        json => Assert.True(IsValid(json), json));

    [Theory]
    [InlineData("""{ "Serilog": { "WriteTo": [ "MtaioFile" ] } }""")]
    [InlineData("""{ "Serilog": { "WriteTo": [ { "Name": "MtaioFile" } ] } }""")]
    [InlineData("""{ "Serilog": { "WriteTo": [ { "Name": "MtaioFile", "Args": { "maxBytes": 1000 } } ] } }""")]
    [InlineData("""{ "Serilog": { "WriteTo": [ { "Name": "MtaioFile", "Args": { "path": "" } } ] } }""")]
    [InlineData("""{ "Serilog": { "WriteTo": [ { "Name": "MtaioFile", "Args": { "path": "a.log" }, "append": true } ] } }""")]
    [InlineData("""{ "Serilog": { "WriteTo": [ { "Name": "MtaioFile", "Args": { "path": "a.log", "interval": "Day" } } ] } }""")]
    [InlineData("""{ "Serilog": { "WriteTo": [ { "Name": "MtaioTransactions", "Args": { "configure": [] } } ] } }""")]
    public void WhatIsMissingOrBesideArgsIsInvalid(string json) => Assert.False(IsValid(json));

    [Theory]
    [InlineData(""" { "Name": "WithMtaioRecord", "Args": { "loggerNam": "x" } } """)]
    [InlineData(""" { "Name": "WithMtaioRecord", "Args": { "stackInfoLevel": "Eror" } } """)]
    [InlineData(""" { "Name": "WithMtaioRecord", "loggerName": "x" } """)]
    [InlineData(""" { "Name": "MtaioFile", "Args": { "path": "a.log" } } """)]
    [InlineData(""" "MtaioFile" """)]
    public void AMistakeOfTheEnricherIsInvalid(string call) => Assert.False(IsValid($$"""{ "Serilog": { "Enrich": [ {{call}} ] } }"""));

    [Theory]
    [InlineData("Enrich", """ "FromLogContext", "WithMtaioRecord", { "Name": "WithMtaioRecord" } """)]
    [InlineData("Enrich", """ { "Name": "WithMtaioRecord", "Args": { "loggerName": "x", "stackInfoLevel": "none" } } """)]
    [InlineData("WriteTo", """ { "Name": "MtaioFile", "Args": { "path": "a.log", "levelSwitch": "$sw", "flushOnLevel": null } } """)]
    public void CallsWithAllTheyNeedAreValid(string directive, string calls) =>
        Assert.True(IsValid($$"""{ "Serilog": { "{{directive}}": [ {{calls}} ] } }"""));

    [Theory]
    [InlineData("AuditTo", "MtaioTransactions", """ "configure": [ "Console" ] """)]
    [InlineData("WriteTo", "WithMtaioRecord", "")]
    public void AMethodOfAnotherDirectiveIsInvalid(string directive, string method, string args) =>
        Assert.False(IsValid(JsonSettings.Sink(directive, method, args)));

    [Theory]
    [InlineData(""" "flushOnLevel": "Error" """)]
    [InlineData(""" "options": { "retryTimeLimit": "1s" } """)]
    [InlineData(""" "options": { "batching": { "queueLimit": 5 } } """)]
    public void AnOptionOfTheQueueIsInvalidOnAnAuditSink(string args)
    {
        Assert.False(IsValid(JsonSettings.Sink("AuditTo", "MtaioFile", $"{Plain}, {args}")));
        Assert.True(IsValid(JsonSettings.Sink("WriteTo", "MtaioFile", $"{Plain}, {args}")));
    }

    /// <summary>With version 10 of the configuration packages, the settings cannot tell it from null.</summary>
    [Theory]
    [MemberData(nameof(SettingsThatMayBeNull))]
    public void AnEmptyObjectInsteadOfAValueIsInvalid(string method, string name) =>
        Assert.False(IsValid(JsonSettings.Sink("WriteTo", method, $$""" {{Plain}}, "{{name}}": {} """)));

    public static TheoryData<string, string> SettingsThatMayBeNull()
    {
        var data = new TheoryData<string, string>();
        foreach (var table in SettingsTable.Of(typeof(MtaioFileLoggerConfigurationExtensions)).Values.Where(t => t.IsFileSink))
        {
            foreach (var setting in table.In(SettingsTable.Args).Where(s => s.AllowsNull && !table.IsPlace(s.Key)))
                data.Add(table.Method, setting.Key);
        }
        return data;
    }

    [Theory]
    [InlineData("""{ "Serilog": { "WriteTo": [ "Console", { "Name": "File", "Args": { "path": "a", "rollingInterval": "Day" } } ] } }""")]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Information" } }, "AllowedHosts": "*" }""")]
    public void OtherSinksAndSectionsAreLeftAlone(string json) => Assert.True(IsValid(json));

    static IEnumerable<string> EveryPlaceOf(string args)
    {
        var sink = $$"""{ "Name": "MtaioRotatingFile", "Args": { {{args}} } }""";
        yield return Sink(args);
        yield return $$"""{ "Serilog": { "AuditTo": [ {{sink}} ] } }""";
        yield return $$"""{ "Serilog": { "WriteTo": { "Main": {{sink}} } } }""";
        foreach (var wrapper in new[] { "Async", "MtaioTransactions", "MtaioBacktrace" })
            yield return $$"""{ "Serilog": { "WriteTo": [ { "Name": "{{wrapper}}", "Args": { "configure": [ {{sink}} ] } } ] } }""";
        yield return
            $$"""{ "Serilog": { "WriteTo": [ { "Name": "Logger", "Args": { "configureLogger": { "WriteTo": [ {{sink}} ] } } } ] } }""";
    }

    static string Sink(string args) => JsonSettings.Sink("WriteTo", "MtaioRotatingFile", args);

    static bool IsValid(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Schema.Evaluate(document.RootElement).IsValid;
    }
}
