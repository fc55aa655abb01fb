using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>
/// Mistakes that Serilog.Settings.Configuration reports only to SelfLog or not at all. The documentation says so; these tests fail when
/// that changes.
/// </summary>
[Collection(ProcessWideState.Name)]
public sealed class SilentMistakesTests : LogUnderTest
{
    [Theory]
    [InlineData("WriteTo")]
    [InlineData("AuditTo")]
    public void AMissingPathIsReportedToSelfLog(string section) =>
        Assert.Contains(
            SelfLogOf(JsonSettings.Sink(section, "MtaioFile", "\"outputTemplate\": \"x\"")),
            l => l.Contains("path", StringComparison.Ordinal));

    [Fact]
    public void AMisspeltSinkIsReportedToSelfLog() =>
        Assert.Contains(
            SelfLogOf(JsonSettings.Sink("WriteTo", "MtaioFiel", "\"path\": \"x\"")),
            l => l.Contains("MtaioFiel", StringComparison.Ordinal));

    [Fact]
    public void AnOptionThatCannotBeConvertedIsReportedToSelfLogAndKeepsItsDefault()
    {
        using var selfLog = new SelfLogOutput();
        Assert.Equal(10_000, OptionsProbe.Bind<MtaioFileOptions>("""{ "Batching": { "QueueLimit": "many" } }""").Batching.QueueLimit);
        Assert.Contains(selfLog.Lines, l => l.Contains("many", StringComparison.Ordinal));
    }

    [Fact]
    public void AnEncodingGivenByItsPlainNameIsReportedToSelfLog()
    {
        using var selfLog = new SelfLogOutput();
        Assert.Equal("utf-8", OptionsProbe.Bind<MtaioFileOptions>("""{ "Encoding": "utf-16" }""").Encoding.WebName);
        Assert.Contains(selfLog.Lines, l => l.Contains("utf-16", StringComparison.Ordinal));
    }

    [Fact]
    public void AnEmptyTextAsABoolIsReportedToSelfLogAndKeepsTheDefault()
    {
        using var selfLog = new SelfLogOutput();
        Assert.True(OptionsProbe.Bind<MtaioFileOptions>("""{ "Append": "" }""").Append);
        Assert.NotEmpty(selfLog.Lines);
    }

    /// <summary>
    /// Since version 10 of Microsoft.Extensions.Configuration, a null sets the null of C#, not the default of the option.
    /// </summary>
    [Fact]
    public void ANullAsABoolOrATimeIsFalseOrZeroOrIgnored()
    {
        var options = OptionsProbe.Bind<MtaioFileOptions>("""{ "Append": null, "ShutdownTimeout": null }""");
        var expected = JsonSettings.KnowsNull ? (false, TimeSpan.Zero) : (true, new MtaioFileOptions().ShutdownTimeout);
        Assert.Equal(expected, (options.Append, options.ShutdownTimeout));
    }

    [Fact]
    public void AMisspeltArgumentOrOptionIsIgnored()
    {
        var args = $$""" "path": "{{Folder["app.log"]}}", "outputTemplate": "{Message}", "pth": "x", "options": { "Apend": false } """;
        JsonSettings.Log(JsonSettings.Sink("WriteTo", "MtaioFile", args), log => log.Information("x"));
        Assert.Equal("x", Folder.Text("app.log"));
    }

    static IReadOnlyList<string> SelfLogOf(string json)
    {
        using var selfLog = new SelfLogOutput();
        JsonSettings.Log(json, log => log.Information("nobody"));
        return selfLog.Lines;
    }
}
