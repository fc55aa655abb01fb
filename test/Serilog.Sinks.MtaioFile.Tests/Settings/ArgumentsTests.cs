using System.Reflection;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>The arguments of a sink in the Args of appsettings.json.</summary>
public sealed class ArgumentsTests : LogUnderTest
{
    const string Lines = "\"outputTemplate\": \"{Message:lj}\\n\"";

    [Fact]
    public void ASizeBeyondTheRangeOfIntIsAccepted()
    {
        Log(Folder, "MtaioRotatingFile", $"{Lines}, \"maxBytes\": 3000000000", "x");
        Assert.Equal("x\n", Folder.Text("app.log"));
    }

    [Theory]
    [InlineData("\"maxBytes\": null")]
    [InlineData("\"maxBytes\": \"none\"")]
    [InlineData("\"maxBytes\": \"none\", \"backupCount\": \"none\"")]
    public void NullOrNoneAsANumberMeansNoLimit(string args)
    {
        if (args.Contains("null", StringComparison.Ordinal) && !JsonSettings.KnowsNull) return;
        Log(Folder, "MtaioRotatingFile", $"{Lines}, {args}", new string('x', 10_000_000), "y");
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal(10_000_003, Folder.Bytes("app.log").Length);
    }

    [Theory]
    [InlineData("Verbose", "")]
    [InlineData("Warning", "WEF")]
    public void TheMinimumLevelIsGivenByName(string level, string expected)
    {
        EveryLevel(Folder, $"\"restrictedToMinimumLevel\": \"{level}\"");
        Assert.Equal(expected.Length == 0 ? "VDIWEF" : expected, Folder.Text("app.log"));
    }

    [Fact]
    public void ALevelSwitchIsGivenByName()
    {
        EveryLevel(Folder, "\"levelSwitch\": \"$sw\"", """ "LevelSwitches": { "$sw": "Error" } """);
        Assert.Equal("EF", Folder.Text("app.log"));
    }

    [Fact]
    public void EnvironmentVariablesInAPathAreExpanded()
    {
        var variable = $"MTAIOFILE_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(variable, Folder.Path);
        JsonSettings.Log(
            JsonSettings.Sink("WriteTo", "MtaioFile", $"\"path\": \"%{variable}%/app.log\", {Lines}"), log => log.Information("here"));
        Environment.SetEnvironmentVariable(variable, null);
        Assert.Equal("here\n", Folder.Text("app.log"));
    }

    [Theory]
    [InlineData("MtaioFile")]
    [InlineData("MtaioRotatingFile")]
    [InlineData("MtaioJsonFile")]
    public void AFormatterIsGivenByTheNameOfItsType(string sink)
    {
        Log(Folder, sink, "\"formatter\": \"Serilog.Formatting.Compact.RenderedCompactJsonFormatter, Serilog.Formatting.Compact\"", "x");
        Assert.Contains("\"@m\":\"x\"", Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MtaioFile")]
    [InlineData("MtaioRotatingFile")]
    public void AFormatterAndATemplateTogetherAreRefused(string sink)
    {
        const string Formatter = "\"formatter\": \"Serilog.Formatting.Json.JsonFormatter, Serilog\"";
        var thrown = Assert.Throws<TargetInvocationException>(() => Log(Folder, sink, $"{Lines}, {Formatter}", "x"));
        Assert.Contains("has no effect beside Serilog:WriteTo:0:Args:formatter", thrown.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFormatProviderIsGivenAsAStaticMember()
    {
        var provider = StaticMembers.NameOf(nameof(StaticMembers.French));
        var args = $"\"path\": \"{LogPath}\", \"outputTemplate\": \"{{Message}}\\n\", \"formatProvider\": \"{provider}\"";
        JsonSettings.Log(JsonSettings.Sink("WriteTo", "MtaioFile", args), log => log.Information("{V}", 1.5));
        Assert.Equal("1,5\n", Folder.Text("app.log"));
    }

    [Theory]
    [InlineData("Logger", "\"configureLogger\": { \"WriteTo\": [ SINK ] }")]
    [InlineData("Async", "\"configure\": [ SINK ]")]
    public void TheSinksCanBeWrappedInOtherSinks(string wrapper, string args)
    {
        var sink = $$"""{ "Name": "MtaioFile", "Args": { "path": "{{Folder["app.log"]}}", {{Lines}} } }""";
        JsonSettings.Log(
            JsonSettings.Sink("WriteTo", wrapper, args.Replace("SINK", sink, StringComparison.Ordinal)), log => log.Information("inside"));
        Assert.Equal("inside\n", Folder.Text("app.log"));
    }

    [Fact]
    public void KeyValueSettingsConfigureASink()
    {
        var settings = new Dictionary<string, string>
        {
            ["using:MtaioFile"] = "Serilog.Sinks.MtaioFile",
            ["write-to:MtaioRotatingFile.path"] = Folder["app.log"],
            ["write-to:MtaioRotatingFile.maxBytes"] = "10",
            ["write-to:MtaioRotatingFile.backupCount"] = "1",
            ["write-to:MtaioRotatingFile.outputTemplate"] = Some.LineTemplate,
            ["write-to:MtaioRotatingFile.restrictedToMinimumLevel"] = "Warning",
        };
        using (var log = new LoggerConfiguration().ReadFrom.KeyValuePairs(settings).CreateLogger())
        {
            log.Information("too low");
            foreach (var c in "abc") log.Warning(Some.Message(c, 10));
        }
        Assert.Equal(new Dictionary<string, string> { ["app.log"] = Some.Line('c', 10), ["app.log.1"] = Some.Line('b', 10) }, Folder.Files);
    }

    [Fact]
    public void AnEncodingIsGivenAsAStaticMember()
    {
        var options = OptionsProbe.Bind<MtaioFileOptions>("""{ "Encoding": "System.Text.Encoding::UTF32, System.Private.CoreLib" }""");
        Assert.Equal(Encoding.UTF32, options.Encoding);
    }

    static void EveryLevel(TempFolder folder, string args, string? more = null) =>
        JsonSettings.Log(
            JsonSettings.Sink(
                "WriteTo", "MtaioFile", $"\"path\": \"{folder["app.log"]}\", \"outputTemplate\": \"{{Level:u1}}\", {args}", more),
            log =>
            {
                foreach (var level in Enum.GetValues<LogEventLevel>()) log.Write(level, "x");
            });

    static void Log(TempFolder folder, string sink, string args, params string[] messages) =>
        JsonSettings.Log(JsonSettings.Sink("WriteTo", sink, $"\"path\": \"{folder["app.log"]}\", {args}"), log =>
        {
            foreach (var message in messages) log.Write(Some.Event(message));
        });
}
