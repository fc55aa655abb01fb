using System.Reflection;
using Serilog.Configuration;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>A call of this library that no logger makes throws, as soon as any sink of the library is configured.</summary>
public sealed class UnreadCallsTests : LogUnderTest
{
    const string Lost = """ "Args": { "path": "lost.log" } """;

    string Found => $$"""{ "Name": "MtaioFile", "Args": { "path": "{{LogPath}}" } }""";

    [Theory]
    [InlineData("mtaiofile", "MtaioFile")]
    [InlineData("MtaioRotatngFile", "MtaioRotatingFile")]
    [InlineData("MtiaoFile", "MtaioFile")]
    [InlineData("MtaioRotating", "MtaioRotatingFile")]
    public void AMisspeltNameIsNamed(string name, string meant)
    {
        var lost = $$"""{ "Name": "{{name}}", {{Lost}} }""";
        foreach (var section in EverySink.Sections)
        {
            Refuses($$"""{ "Serilog": { "WriteTo": [ {{Found}} ], "{{section}}": { "a": {{Found}}, "b": {{lost}} } } }""",
                $"Serilog:{section}:b:Name = \"{name}\": is not a method; did you mean {meant}?");
        }
        Refuses($$"""{ "Serilog": { "WriteTo": [ {{Found}}, "{{name}}" ] } }""", $"Serilog:WriteTo:1 = \"{name}\": is not a method");
        Refuses(
            $$"""{ "Serilog": { "WriteTo": [ {{Found}}, { "Name": "Async", "Args": { "configure": [ {{lost}} ] } } ] } }""",
            $"Serilog:WriteTo:1:Args:configure:0:Name = \"{name}\": is not a method");
        Refuses(
            $$"""
            { "Serilog": { "WriteTo": [ {{Found}},
              { "Name": "Logger", "Args": { "configureLogger": { "AuditTo": [ {{lost}} ] } } } ] } }
            """,
            $"Serilog:WriteTo:1:Args:configureLogger:AuditTo:0:Name = \"{name}\": is not a method");
    }

    [Theory]
    [InlineData("WritesTo", "[ SINK ]", "WritesTo:0", "did you mean WriteTo?")]
    [InlineData("Sinks", "[ SINK ]", "Sinks:0", "nobody reads")]
    [InlineData("Filter", "[ SINK ]", "Filter:0", "write it inside WriteTo")]
    [InlineData("MinimumLevel", "{ \"WriteTo\": [ SINK ] }", "MinimumLevel:WriteTo:0", "write it inside WriteTo")]
    public void ASinkInASectionThatNobodyReadsIsNamed(string section, string content, string path, string reason)
    {
        content = content.Replace("SINK", $$"""{ "Name": "MtaioFile", {{Lost}} }""", StringComparison.Ordinal);
        var json = $$"""{ "Serilog": { "WriteTo": [ {{Found}} ], "{{section}}": {{content}} } }""";
        Refuses(json, $"Serilog:{path}:Name = \"MtaioFile\": is inside {section}, ");
        Assert.Contains(reason, MessageOf(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WriteTo")]
    [InlineData("WritesTo")]
    [InlineData("auditTo")]
    public void ADirectiveOutsideOfTheLoggerIsNamed(string section) =>
        Refuses(
            $$"""{ "{{section}}": [ { "Name": "MtaioFile", {{Lost}} } ], "Serilog": { "WriteTo": [ {{Found}} ] } }""",
            $"{section}:0:Name = \"MtaioFile\": is not inside Serilog, so nobody reads it");

    [Fact]
    public void ASinkBesideTheArgsOfAWrapperIsNamed() =>
        Refuses(
            $$"""
            { "Serilog": { "WriteTo": [ {{Found}}, { "Name": "Async", "configure": [ { "Name": "MtaioFile", {{Lost}} } ] } ] } }
            """,
            "Serilog:WriteTo:1:configure:0:Name = \"MtaioFile\": is inside configure, which nobody reads; write it inside Args");

    [Fact]
    public void AMisspeltDirectiveOfASubLoggerIsNamed() =>
        Refuses(
            $$"""
            { "Serilog": { "WriteTo": [ {{Found}},
              { "Name": "Logger", "Args": { "configureLogger": { "WritesTo": [ { "Name": "MtaioFile", {{Lost}} } ] } } } ] } }
            """,
            "Serilog:WriteTo:1:Args:configureLogger:WritesTo:0:Name = \"MtaioFile\"");

    [Theory]
    [InlineData("AuditTo", "MtaioTransactions", "WriteTo")]
    [InlineData("Enrich", "MtaioFile", "WriteTo or AuditTo")]
    [InlineData("AuditTo", "WithMtaioRecord", "Enrich")]
    public void AMethodOfAnotherDirectiveIsNamed(string directive, string method, string right) =>
        Refuses(
            $$"""
            { "Serilog": { "WriteTo": [ {{Found}} ],
              "{{directive}}": [ { "Name": "{{method}}", "Args": { "configure": [ {{Found}} ] } } ] } }
            """,
            $"is not a method of {directive}; write it inside {right}");

    [Fact]
    public void ASinkInsteadOfAListIsNamed() =>
        Refuses(
            $$"""{ "Serilog": { "WriteTo": [ {{Found}} ], "AuditTo": "MtaioFile" } }""",
            "Serilog:AuditTo = \"MtaioFile\": is one value; write a list");

    /// <summary>Names, lists and loggers of others are theirs.</summary>
    [Theory]
    [InlineData(""" , { "Name": "Async", "Args": { "configure": [ ] } } """, "")]
    [InlineData(""" , { "Name": "Console", "Args": { "labels": [ { "Name": "mtaiofile", "value": "x" } ] } } """, "")]
    [InlineData(""" , { "Name": "Console", "Args": { "labels": [ "mtaiofile" ] } } """, "")]
    [InlineData(""" , { "Name": "MtaioTestFile", "Args": { "path": "x" } } """, "")]
    [InlineData(""" , "MqttFile" """, "")]
    [InlineData("", """ , "Audit": { "WriteTo": [ { "Name": "mtaiofile", "Args": { "path": "x" } } ] } """)]
    [InlineData("", """ , "Serilog2": { "WritesTo": [ { "Name": "MtaioFile", "Args": { "path": "x" } } ] } """)]
    [InlineData("", """ , "WriteTo": [ { "Name": "File", "Args": { "path": "x" } } ] """)]
    public void WhatOthersReadIsLeftAlone(string sink, string beside)
    {
        var json = $$"""{ "Serilog": { "Using": [ "Serilog.Sinks.MtaioFile.Tests" ], "WriteTo": [ {{Found}}{{sink}} ] }{{beside}} }""";
        if (sink.Contains("[ ]", StringComparison.Ordinal)) json = json.Replace("[ ]", "{ }", StringComparison.Ordinal);
        JsonSettings.Log(json, log => log.Information("x"));
        Assert.EndsWith("x" + Environment.NewLine, Folder.Text("app.log"), StringComparison.Ordinal);
    }

    void Refuses(string json, string expected)
    {
        Assert.Contains(expected, MessageOf(json), StringComparison.Ordinal);
        Assert.Empty(Folder.Names);
    }

    static string MessageOf(string json)
    {
        var thrown = Assert.Throws<TargetInvocationException>(() => JsonSettings.Logger(json));
        return Assert.IsAssignableFrom<ArgumentException>(thrown.GetBaseException()).Message;
    }
}

/// <summary>A sink of another library whose name is like one of this library.</summary>
public static class OtherSinkExtensions
{
    public static LoggerConfiguration MtaioTestFile(this LoggerSinkConfiguration to, string path) =>
        to.Logger(_ => Assert.NotEmpty(path));
}
