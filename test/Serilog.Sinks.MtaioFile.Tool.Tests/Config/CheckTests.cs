using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Config;

public sealed class CheckTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AConfigurationWithoutMistakesIsGood()
    {
        var file = _folder.Write("appsettings.json", Sink("""
            "path": "logs/app.log", // a comment
            "interval": "Day",
            """));
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal((0, $"no mistakes in {file}\n", ""), (run.Code, run.Output, run.Error));
        Assert.Equal(["appsettings.json"], _folder.Names);
    }

    [Fact]
    public async Task EachMistakeHasItsLineAndColumn()
    {
        var file = _folder.Write("appsettings.json", """
            {
              /* a comment
                 of two lines */
              "Serilog": {
                "WriteTo": [
                  {
                    "Name": "MtaioRotatingFile",
                    "Args": {
                      "path": "logs/app.log",
                      "rollingInterval": "Day", "compression": "GZip",
                      "rotation": { "retainedAge": "30" },
                    },
                  },
                ],
              },
            }
            """);
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal(1, run.Code);
        Assert.Equal(
        [
            $"""{file}:10:11: Serilog:WriteTo:0:Args:rollingInterval = "Day": is a name of another sink; write interval, such as "Day"; """
                + "the active file keeps its name; to leave all settings as they are, name the sink MtaioRollingFile",
            $"""{file}:10:37: Serilog:WriteTo:0:Args:compression = "GZip": belongs inside rotation""",
            $"""{file}:11:25: Serilog:WriteTo:0:Args:rotation:retainedAge = "30": has no unit; did you mean "30d"? """
                + "write a time with a unit, such as \"5s\", \"10m\" or \"30d\", or as \"00:00:05\"",
            $"3 mistakes in {file}",
        ], run.Lines);
    }

    [Theory]
    [InlineData("\"Warn\"", "", "is no level; did you mean Warning? write Verbose, Debug, Information, Warning, Error or Fatal")]
    [InlineData("{ \"Default\": \"Inforation\" }", ":Default",
        "is no level; did you mean Information? write Verbose, Debug, Information, Warning, Error or Fatal")]
    [InlineData("{ \"Override\": { \"System\": \"Debg\" } }", ":Override:System",
        "is no level; did you mean Debug? write Verbose, Debug, Information, Warning, Error or Fatal")]
    [InlineData("{ \"Overide\": { \"System\": \"Debug\" } }", ":Overide", "is not known; did you mean Override?")]
    [InlineData("{ \"Microsoft\": \"Warning\" }", ":Microsoft", "is not known; the levels of sources belong inside Override")]
    [InlineData("{ \"ControlledBy\": \"$other\" }", ":ControlledBy",
        "is no switch; write the name of one in LevelSwitches, such as \"$appLevel\"")]
    public async Task AMistakeInTheMinimumLevelIsTold(string level, string path, string remedy)
    {
        var run = await CheckLevel(level);
        Assert.Equal((1, 2), (run.Code, run.Lines.Length));
        Assert.Contains($" Serilog:MinimumLevel{path}", run.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith($": {remedy}", run.Lines[0], StringComparison.Ordinal);
        // What it does not know, it does not read.
        Assert.Equal(!remedy.StartsWith("is not known", StringComparison.Ordinal), Refuses(level));
    }

    [Theory]
    [InlineData("\"debug\"")]
    [InlineData("3")]
    [InlineData("{ \"Default\": \"Error\", \"Override\": { \"System.Net\": \"Warning\", \"App\": \"$appLevel\" } }")]
    [InlineData("{ \"ControlledBy\": \"$appLevel\" }")]
    [InlineData("{}")]
    public async Task AMinimumLevelThatSerilogTakesIsNoMistake(string level)
    {
        var run = await CheckLevel(level);
        Assert.Equal((0, 1), (run.Code, run.Lines.Length));
        Assert.False(Refuses(level));
    }

    [Fact]
    public async Task AFileWithoutASinkOfTheLibrarySaysSo()
    {
        var file = _folder.Write("appsettings.json", """{ "Serilog": { "WriteTo": [ { "Name": "Console" } ] } }""");
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal(0, run.Code);
        Assert.Equal([$"{file}: nothing of Serilog.Sinks.MtaioFile is configured", $"no mistakes in {file}"], run.Lines);
    }

    Task<ToolRun> CheckLevel(string level) => ToolRun.Of("config", "check", _folder.Write("appsettings.json", WithLevel(level)));

    static string WithLevel(string level) => $$"""
        { "Serilog": { "LevelSwitches": { "$appLevel": "Debug" }, "MinimumLevel": {{level}}, "Enrich": [ "WithMtaioRecord" ] } }
        """;

    /// <summary>Whether the package that reads the settings refuses the level.</summary>
    static bool Refuses(string level)
    {
        var settings = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(WithLevel(level)))).Build();
        return Record.Exception(() => new LoggerConfiguration().ReadFrom.Configuration(settings).CreateLogger().Dispose()) is not null;
    }

    [Fact]
    public async Task ColumnsCountCharacters()
    {
        var file = _folder.Write("appsettings.json", "{ \"ä€😀\": 1, \"Serilog\": { \"WriteTo\": [ { \"Name\": \"MtaioFile\" } ] } }");
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal($"{file}:1:40: Serilog:WriteTo:0:Args:path: is missing; MtaioFile needs it", run.Lines[0]);
    }

    [Fact]
    public async Task LaterFilesReplaceValuesOfEarlierOnes()
    {
        var common = _folder.Write("appsettings.json", Sink("""
            "path": "logs/app.log", "maxBytes": "10MB", "backupCount": "x"
            """));
        var production = _folder.Write("appsettings.Production.json", """
            { "Serilog": { "WriteTo": [ { "Args": { "maxBytes": "10XB", "backupCount": 3 } } ] } }
            """);
        var run = await ToolRun.Of("config", "check", common, production);
        var expected = $"{production}:1:41: Serilog:WriteTo:0:Args:maxBytes = \"10XB\": is not a size";
        Assert.StartsWith(expected, run.Lines[0], StringComparison.Ordinal);
        Assert.Equal($"1 mistake in {common} + {production}", run.Lines[1]);
    }

    [Theory]
    [InlineData("{ \"a\": 1,, }", 1, 10)]
    [InlineData("{\n  \"a\": nil\n}", 2, 9)]
    [InlineData("{\n  \"a\": 1\n", 3, 1)]
    [InlineData("[ 1 ]", 1, 1)]
    [InlineData("", 1, 1)]
    [InlineData("{ } { }", 1, 5)]
    [InlineData("{ \"a\": 1, \"A\": 2 }", 1, 11)]
    public async Task AMistakeInTheSyntaxHasItsPlace(string text, int line, int column)
    {
        var file = _folder.Write("appsettings.json", text);
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal(1, run.Code);
        Assert.StartsWith($"{file}:{line}:{column}: ", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("WritesTo", "MtaioFile", "is inside WritesTo, which nobody reads; did you mean WriteTo?")]
    [InlineData("WriteTo", "mtaiofile", "is not a method; did you mean MtaioFile?")]
    public async Task ASinkThatNobodyCreatesIsAMistake(string directive, string name, string text)
    {
        var file = _folder.Write("appsettings.json", $$"""
            { "Serilog": { "{{directive}}": [ { "Name": "{{name}}", "Args": { "path": "a.log" } } ] } }
            """);
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal(1, run.Code);
        Assert.Contains(text, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValuesThatContradictEachOtherAreMistakes()
    {
        var file = _folder.Write("appsettings.json", Sink("""
            "path": "logs/app.log", "options": { "batching": { "shedBelow": "Warning" } }
            """));
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal(
            $"{file}:1:161: Serilog:WriteTo:0:Args:options:batching:shedBelow = \"Warning\": is for Overflow Shed; "
                + "write that too, or leave it out",
            run.Lines[0]);
    }

    [Fact]
    public async Task TwoSinksWithTheSameArchivesAreAMistake()
    {
        var file = _folder.Write("appsettings.json", """
            { "Serilog": { "WriteTo": [
              { "Name": "MtaioRotatingFile", "Args": { "path": "logs/a.log", "rotation": { "archiveName": "old.{n}" } } },
              { "Name": "MtaioRotatingFile", "Args": { "path": "logs/b.log", "rotation": { "archiveName": "old.{n}" } } } ] } }
            """);
        var run = await ToolRun.Of("config", "check", file);
        Assert.StartsWith($"{file}:3:80: Serilog:WriteTo:1:Args:rotation:archiveName = ", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["appsettings.json"], _folder.Names);
    }

    [Fact]
    public async Task TwoSinksOnAPathWithAChainAreAMistake()
    {
        var file = _folder.Write("appsettings.json", """
            { "Serilog": { "AuditTo": [
              { "Name": "MtaioJsonFile", "Args": { "path": "logs/a.log" } },
              { "Name": "MtaioJsonFile", "Args": { "path": "logs/a.log", "maxBytes": "1MB", "chain": "Plain" } } ] } }
            """);
        var run = await ToolRun.Of("config", "check", file);
        Assert.StartsWith($"{file}:3:81: Serilog:AuditTo:1:Args:chain = \"Plain\": ", run.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SinksOfOtherLoggersMayHaveTheSameArchives()
    {
        const string Sink = """{ "Name": "MtaioRotatingFile", "Args": { "path": "§.log", "rotation": { "archiveName": "old.{n}" } } }""";
        var (a, b) = (Sink.Replace('§', 'a'), Sink.Replace('§', 'b'));
        var file = _folder.Write("appsettings.json", $$"""
            { "Serilog": { "WriteTo": [ {{a}} ] }, "Other": { "WriteTo": [ {{b}} ] } }
            """);
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task ATypeOfTheProgramIsNoMistake()
    {
        var file = _folder.Write("appsettings.json", Sink("""
            "path": "logs/app.log", "formatter": "MyApp.Logs.Lines, MyApp"
            """));
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal(0, run.Code);
        Assert.Contains("is not checked: only the program has it", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonHasThePlaces()
    {
        var file = _folder.Write("appsettings.json", Sink("""
            "path": "logs/app.log", "colour": "red"
            """));
        var run = await ToolRun.Of("config", "check", "--json", file);
        var mistake = JsonDocument.Parse(run.Output).RootElement.GetProperty("mistakes")[0];
        Assert.Equal(1, run.Code);
        Assert.Equal(file, mistake.GetProperty("file").GetString());
        Assert.Equal(1, mistake.GetProperty("line").GetInt32());
        Assert.Equal("Serilog:WriteTo:0:Args:colour", mistake.GetProperty("path").GetString());
    }

    [Fact]
    public async Task TextThatIsNoUtf8IsAMistakeWithItsPlace()
    {
        var file = _folder["appsettings.json"];
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes(Sink("\"path\": \"M\u00FCller.log\",\n\"\u00FC\": \"\\ud800\"")));
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.Equal(
        [
            $"{file}:1:110: Serilog:WriteTo:0:Args:path: has bytes that are no UTF-8; save the file in UTF-8",
            $"{file}:2:1: Serilog:WriteTo:0:Args:\uFFFD: has bytes that are no UTF-8; save the file in UTF-8",
            $"{file}:2:1: Serilog:WriteTo:0:Args:\uFFFD: has half a surrogate pair, which is no character",
            $"3 mistakes in {file}",
        ], run.Lines);
    }

    [FactExcept(Except.Windows, "its expansion of environment variables cuts a value off at a null character")]
    public async Task ANullCharacterInAPathIsAMistake()
    {
        var run = await ToolRun.Of("config", "check", _folder.Write("appsettings.json", Sink("\"path\": \"a\\u0000b.log\"")));
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.Contains("has a null character", run.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsMissingIsToldInOneLine()
    {
        var run = await ToolRun.Of("config", "check", _folder["none.json"]);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Equal($"mtaiolog: {_folder["none.json"]} does not exist; write the path of a file\n", run.Error);
    }

    [Fact]
    public async Task AFolderIsToldInOneLine()
    {
        var run = await ToolRun.Of("config", "check", _folder.Path);
        Assert.Equal(2, run.Code);
        Assert.Equal($"mtaiolog: {_folder.Path} is a folder; write the path of a file\n", run.Error);
    }

    static string Sink(string args) =>
        $$"""
        { "Serilog": { "Using": [ "Serilog.Sinks.MtaioFile" ], "WriteTo": [ { "Name": "MtaioRotatingFile", "Args": { {{args}} } } ] } }
        """;
}
