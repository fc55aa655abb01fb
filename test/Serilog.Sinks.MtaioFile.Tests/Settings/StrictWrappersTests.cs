using System.Reflection;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>The methods that contain other sinks, and the enricher, are as strict as the file sinks, also without one.</summary>
public sealed class StrictWrappersTests : LogUnderTest
{
    const string Inside = """ "configure": [ { "Name": "Logger", "Args": { "configureLogger": { } } } ] """;

    [Theory]
    [InlineData("MtaioBacktrace", "\"limit\": \"50k\"", "limit = \"50k\"", "write digits")]
    [InlineData("MtaioBacktrace", "\"limit\": \"\"", "limit = \"\"", "is empty")]
    [InlineData("MtaioBacktrace", "\"limit\": [ 5 ]", "limit", "is a list")]
    [InlineData("MtaioBacktrace", "\"limit\": 0", "limit = \"0\"", "at least 1")]
    [InlineData("MtaioBacktrace", "\"limt\": 5", "limt = \"5\"", "did you mean limit?")]
    [InlineData("MtaioBacktrace", "\"keptBelow\": \"Waring\"", "keptBelow = \"Waring\"", "did you mean Warning?")]
    [InlineData("MtaioBacktrace", "\"trigger\": \"Debug\"", "trigger = \"Debug\"", "below keptBelow")]
    [InlineData("MtaioBacktrace", "\"scope\": \"trase\"", "scope = \"trase\"", "did you mean Trace?")]
    [InlineData("MtaioBacktrace", "\"path\": \"x\"", "path = \"x\"", "is not known")]
    [InlineData("MtaioTransactions", "\"limit\": 5", "limit = \"5\"", "is not known")]
    public void AMistakeIsNamedWithItsPathAndRemedy(string method, string args, string path, string remedy) =>
        Refuses(JsonSettings.Sink("WriteTo", method, $"{Inside}, {args}"), $"Serilog:WriteTo:0:Args:{path}: ", remedy);

    [Theory]
    [InlineData("MtaioBacktrace", "", "configure: is missing")]
    [InlineData("MtaioBacktrace", "\"limit\": 5", "configure: is missing")]
    [InlineData("MtaioTransactions", "", "configure: is missing")]
    [InlineData("MtaioTransactions", "\"configur\": [ \"Console\" ]", "configur: is not known; did you mean configure?")]
    [InlineData("MtaioTransactions", "\"configure\": { }", "configure")]
    [InlineData("MtaioHandlers", "", "handlers: is missing")]
    [InlineData("MtaioHandlers", "\"handlers\": \"No.Such::Member, Nowhere\"", "handlers = \"No.Such::Member, Nowhere\": is not a type")]
    [InlineData("MtaioHandlers", "\"handlers\": \"System.Text.Encoding::UTF8\"", "is of type UTF8EncodingSealed, which is no ")]
    [InlineData("MtaioHandlers", "\"handlers\": { }", "handlers")]
    public void AMissingArgumentIsNamed(string method, string args, string expected) =>
        Refuses(JsonSettings.Sink("WriteTo", method, args), "Serilog:WriteTo:0:Args:", expected);

    [Theory]
    [InlineData("\"stackInfoLevel\": \"Eror\"", "stackInfoLevel = \"Eror\"", "did you mean Error?")]
    [InlineData("\"stackInfoLevel\": \"\"", "stackInfoLevel = \"\"", "is empty")]
    [InlineData("\"stackInfoLevel\": { \"a\": 1 }", "stackInfoLevel", "write one value")]
    [InlineData("\"stackInfo\": \"Error\"", "stackInfo = \"Error\"", "is not known")]
    [InlineData("\"logerName\": \"x\"", "logerName = \"x\"", "did you mean loggerName?")]
    [InlineData("\"loggerName\": \"\"", "loggerName = \"\"", "is empty")]
    public void AMistakeOfTheEnricherIsNamed(string args, string path, string remedy) =>
        Refuses(JsonSettings.Sink("Enrich", "WithMtaioRecord", args), $"Serilog:Enrich:0:Args:{path}: ", remedy);

    [Fact]
    public void ValuesAreReadAsPeopleWriteThem()
    {
        var json = $$"""
            {
              "Serilog": {
                "Enrich": [
                  "WithMtaioRecord",
                  { "Name": "WithMtaioRecord", "Args": { "loggerName": "App::Main", "stackInfoLevel": "none" } }
                ],
                "WriteTo": [
                  { "Name": "MtaioTransactions", "Args": {
                    "configure": [ { "Name": "MtaioFile", "Args": { "path": "{{Folder["b.log"]}}" } } ] } },
                  { "Name": "MtaioBacktrace", "Args": {
                    "limit": "50_000", "trigger": "fatal",
                    "configure": [
                      { "Name": "MtaioFile", "Args": { "path": "{{LogPath}}", "outputTemplate": "{LoggerName}::x\n" } } ] } },
                  { "Name": "MtaioHandlers", "Args": { "handlers": "{{StaticMembers.NameOf(nameof(StaticMembers.Handlers))}}" } }
                ]
              }
            }
            """;
        JsonSettings.Log(json, log => log.Fatal("x"));
        Assert.Equal("App::Main::x\n", Folder.Text("app.log"));
        Assert.Equal(["app.log", "b.log"], Folder.Names);
    }

    [Fact]
    public void TwoWrappersWithDifferentOptionsAreToldApart()
    {
        string Wrapper(string name, string limit) => $$"""
            { "Name": "MtaioBacktrace", "Args": { "limit": {{limit}}, "configure": [
              { "Name": "MtaioFile", "Args": { "path": "{{Folder[name]}}", "outputTemplate": "{Message}" } } ] } }
            """;
        var json = $$"""
            { "Serilog": { "MinimumLevel": "Debug", "WriteTo": [ {{Wrapper("one", "1")}}, {{Wrapper("two", "2")}} ] } }
            """;
        JsonSettings.Log(json, log =>
        {
            foreach (var text in "abc") log.Debug($"{text}");
            log.Error("!");
        });
        Assert.Equal(new Dictionary<string, string> { ["one"] = "c!", ["two"] = "bc!" }, Folder.Files);
    }

    static void Refuses(string json, params string[] expected)
    {
        var thrown = Assert.Throws<TargetInvocationException>(() => JsonSettings.Logger(json));
        var message = Assert.IsAssignableFrom<ArgumentException>(thrown.InnerException).Message;
        Assert.All(expected, e => Assert.Contains(e, message, StringComparison.Ordinal));
    }
}
