using System.Reflection;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>A call does not tell its section: two sections that it may be from must mean the same.</summary>
public sealed class OnePathTests : LogUnderTest
{
    const string Json = "Serilog.Formatting.Json.JsonFormatter, Serilog";

    [Theory]
    [InlineData("\"shutdownTimeout\": \"5s\"", "\"options\": { \"ShutdownTimeout\": \"00:00:05\" }")]
    [InlineData("\"maxEventBytes\": \"64KB\", \"append\": true", "\"Append\": \"TRUE\", \"maxEventBytes\": 64_000")]
    [InlineDataExcept(Except.Windows, "file modes are of Unix", "\"fileMode\": \"0640\"", "\"fileMode\": \"u=rw,g=r\"")]
    [InlineData("\"encoding\": \"utf-16\"", "\"encoding\": \"System.Text.Encoding::Unicode\"")]
    [InlineData("\"formatter\": \"" + Json + "\"", "\"formatter\": \"" + Json + "\"")]
    [InlineData("\"formatter\": { \"type\": \"" + Json + "\" }", "\"formatter\": { \"Type\": \"" + Json + "\" }")]
    [InlineData("\"options\": { \"flushOnLevel\": \"none\" }", "\"flushOnLevel\": \"None\"")]
    public void TwoCallsOfOnePathWithOptionsOfOneMeaningAreAccepted(string one, string other)
    {
        var json = Both(one, other);
        JsonSettings.Log(json.Replace("64_000", "\"64_000\"", StringComparison.Ordinal), _ => { });
    }

    [Theory]
    [InlineData("\"shutdownTimeout\": \"5s\"", "\"shutdownTimeout\": \"6s\"")]
    [InlineData(
        "\"formatter\": { \"type\": \"" + Json + "\" }",
        "\"formatter\": { \"type\": \"" + Json + "\", \"closingDelimiter\": \"\" }")]
    [InlineData("\"append\": true", "\"append\": true, \"shared\": false")]
    [InlineData("\"timeProvider\": \"CLOCK\"", "\"timeProvider\": \"System.TimeProvider::System\"")]
    public void TwoCallsOfOnePathWithOptionsOfAnotherMeaningAreRefused(string one, string other)
    {
        var clock = StaticMembers.NameOf(nameof(StaticMembers.Clock));
        var json = Both(one, other);
        var message = Assert.Throws<TargetInvocationException>(
            () => JsonSettings.Logger(json.Replace("CLOCK", clock, StringComparison.Ordinal))).GetBaseException().Message;
        Assert.Contains("have one path and different options", message, StringComparison.Ordinal);
    }

    string Both(string one, string other)
    {
        string Sink(string args) => $$"""{ "Name": "MtaioFile", "Args": { "path": "{{LogPath}}", {{args}} } }""";
        return $$"""{ "Serilog": { "WriteTo": [ {{Sink(one)}}, {{Sink(other)}} ] } }""";
    }
}
