using System.Reflection;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>Sinks that are configured in appsettings.json.</summary>
public sealed class SinksFromJsonTests : LogUnderTest
{
    const string Lines = "\"outputTemplate\": \"{Message:lj}\\n\"";

    [Theory]
    [InlineData("WriteTo")]
    [InlineData("AuditTo")]
    public void AllThreeSinksAreFoundWithoutAUsingSetting(string section)
    {
        var json = $$"""
            {
              "Serilog": {
                "{{section}}": [
                  { "Name": "MtaioFile", "Args": { "path": "{{Folder["plain.log"]}}", {{Lines}} } },
                  { "Name": "MtaioRotatingFile", "Args": { "path": "{{Folder["rotating.log"]}}", {{Lines}} } },
                  { "Name": "MtaioJsonFile", "Args": { "path": "{{Folder["events.json"]}}" } }
                ]
              }
            }
            """;
        JsonSettings.Log(json, log => log.Write(Some.Event("Hello")));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["plain.log"] = "Hello\n",
                ["rotating.log"] = "Hello\n",
                ["events.json"] = """{"@t":"2026-03-04T04:06:07.0890000Z","@mt":"Hello"}""" + "\n",
            },
            Folder.Files);
    }

    [Theory]
    [InlineData("WriteTo", "MtaioRotatingFile", Lines)]
    [InlineData("AuditTo", "MtaioRotatingFile", Lines)]
    [InlineData(
        "WriteTo",
        "MtaioJsonFile",
        "\"formatter\": \"Serilog.Sinks.MtaioFile.Tests.Support.LineFormatter, Serilog.Sinks.MtaioFile.Tests\"")]
    [InlineData(
        "AuditTo",
        "MtaioJsonFile",
        "\"formatter\": \"Serilog.Sinks.MtaioFile.Tests.Support.LineFormatter, Serilog.Sinks.MtaioFile.Tests\"")]
    public void SizeAndBackupCountAreDirectArguments(string section, string sink, string format)
    {
        Run(section, sink, $"""{PathIn(Folder)}, {format}, "maxBytes": 10, "backupCount": 2""", "abcd".Select(c => Some.Message(c, 10)));
        Assert.Equal(Files(("app.log", 'd'), ("app.log.1", 'c'), ("app.log.2", 'b')), Folder.Files);
    }

    [Theory]
    [InlineData("WriteTo", "MtaioFile")]
    [InlineData("AuditTo", "MtaioFile")]
    [InlineData("WriteTo", "MtaioRotatingFile")]
    [InlineData("AuditTo", "MtaioRotatingFile")]
    public void OptionsAreANestedObject(string section, string sink)
    {
        Folder.Write("app.log", "old\n");
        Run(
            section,
            sink,
            $$"""{{PathIn(Folder)}}, {{Lines}}, "options": { "Append": false, "Encoding": "System.Text.Encoding::Unicode" }""",
            ["x"]);
        Assert.Equal([0xFF, 0xFE, (byte)'x', 0, (byte)'\n', 0], Folder.Bytes("app.log"));
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Fact]
    public void BatchingIsANestedObjectOfTheOptions()
    {
        var options = OptionsProbe.Bind<MtaioFileOptions>("""
            {
              "flushOnLevel": "Error",
              "FlushToDiskInterval": "00:00:05",
              "Batching": {
                "Overflow": "DropOldest", "QueueLimit": 17, "Period": "00:00:00.5", "ShedBelow": "Fatal", "EagerlyEmitFirstEvent": false
              }
            }
            """);
        Assert.Equal(LogEventLevel.Error, options.FlushOnLevel);
        Assert.Equal(TimeSpan.FromSeconds(5), options.FlushToDiskInterval);
        Assert.Equal(OverflowPolicy.DropOldest, options.Batching.Overflow);
        Assert.Equal(17, options.Batching.QueueLimit);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.Batching.Period);
        Assert.Equal(LogEventLevel.Fatal, options.Batching.ShedBelow);
        Assert.False(options.Batching.EagerlyEmitFirstEvent);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Batching.BlockTimeout);
    }

    /// <summary>Before version 10 of Microsoft.Extensions.Configuration a null is an empty text, which is refused.</summary>
    [Fact]
    public void AnOptionThatIsNullInJsonIsNullOrRefused()
    {
        static object? Bind() => OptionsProbe.Bind<MtaioFileOptions>("""{ "FlushOnLevel": null }""").FlushOnLevel;
        if (JsonSettings.KnowsNull) Assert.Null(Bind());
        else Assert.Throws<ArgumentException>(Bind);
    }

    [Fact]
    public void AQueueLimitOfNoneIsNoLimit() =>
        Assert.Null(OptionsProbe.Bind<MtaioFileOptions>("""{ "Batching": { "QueueLimit": "none" } }""").Batching.QueueLimit);

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"Batching\": {} }")]
    public void AnEmptyOptionsObjectMeansTheDefaults(string options)
    {
        Run("WriteTo", "MtaioFile", $"{PathIn(Folder)}, {Lines}, \"options\": {options}", ["x"]);
        Assert.Equal("x\n", Folder.Text("app.log"));
    }

    /// <summary>Before version 10 of Microsoft.Extensions.Configuration a null is an empty text.</summary>
    [Fact]
    public void NullOptionsMeanTheDefaultsOrAreRefused()
    {
        void Configure() => Run("WriteTo", "MtaioFile", $"{PathIn(Folder)}, {Lines}, \"options\": null", ["x"]);
        if (JsonSettings.KnowsNull)
        {
            Configure();
            Assert.Equal("x\n", Folder.Text("app.log"));
        }
        else
        {
            Assert.Throws<TargetInvocationException>(Configure);
        }
    }

    static void Run(string section, string sink, string args, IEnumerable<string> messages) =>
        JsonSettings.Log(JsonSettings.Sink(section, sink, args), log =>
        {
            foreach (var message in messages) log.Information("{Text:l}", message);
        });

    static string PathIn(TempFolder folder) => $"\"path\": \"{folder["app.log"]}\"";

    static Dictionary<string, string> Files(params (string Name, char Filler)[] files) =>
        files.ToDictionary(f => f.Name, f => Some.Line(f.Filler, 10));
}
