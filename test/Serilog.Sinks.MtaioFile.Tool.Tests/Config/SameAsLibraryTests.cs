using System.Text;
using Microsoft.Extensions.Configuration;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Config;

/// <summary>The check says what the exception of the library says when the logger is configured.</summary>
public sealed class SameAsLibraryTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Mistakes() => new()
    {
        { "MtaioFile", "\"path\": \"§/a.log\", \"maxBytes\": \"none\", \"backupCount\": 3" },
        { "MtaioFile", "\"path\": \"§/a-{date}.log\"" },
        { "MtaioFile", "\"path\": \"\"" },
        { "MtaioFile", "\"path\": \"§/a.log\", \"maxBytes\": 0" },
        { "MtaioFile", "\"path\": \"§/a.log\", \"options\": { \"batching\": { \"queueLimit\": 0 } }" },
        { "MtaioFile", "\"path\": \"§/a.log\", \"fileMode\": \"640\", \"append\": \"maybe\", \"rotation\": { }" },
        { "MtaioRotatingFile", "\"path\": \"§/a.log\", \"rotation\": { \"uncompressedArchives\": 2 }" },
        { "MtaioRotatingFile", "\"path\": \"§/a.log\", \"rotation\": { \"archiveName\": \"{name}\" }" },
        { "MtaioRotatingFile", "\"path\": \"§/a.log\", \"rotation\": { \"latestLink\": \"b.log\" }" },
        { "MtaioRotatingFile", "\"path\": \"§/a.log\", \"rotation\": { \"useUtc\": true }" },
        { "MtaioRotatingFile", "\"path\": \"§/log-.txt\", \"interval\": \"Day\"" },
        { "MtaioRotatingFile", "\"path\": \"§/a-{date}.log\", \"interval\": \"None\"" },
        { "MtaioRotatingFile", "\"path\": \"§/a.log\", \"restrictedToMinimumLevel\": \"Loud\"" },
        { "MtaioRotatingFile", "\"path\": \"§/a.log\", \"rotation\": { \"rotateOnStart\": true }, \"append\": false" },
        { "MtaioJsonFile", "\"path\": \"§/a.log\", \"encoding\": \"utf-16\"" },
        { "MtaioRollingFile", "\"path\": \"§/a-.log\", \"rollingInterval\": \"Day\", \"retainedFileCountLimit\": 0" },
        { "MtaioRollingFile", "\"path\": \"§/a.log\", \"retainedFileTimeLimit\": \"30\"" },
        { "MtaioBacktrace", "\"configure\": [ { \"Name\": \"MtaioFile\", \"Args\": { \"path\": \"§/a.log\" } } ], \"limit\": 0" },
        {
            "MtaioBacktrace",
            "\"configure\": [ { \"Name\": \"MtaioFile\", \"Args\": { \"path\": \"§/a.log\" } } ], \"keptBelow\": \"Verbose\""
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task TheTextIsThatOfTheException(string method, string args)
    {
        var json = $$"""
            { "Serilog": { "Using": [ "Serilog.Sinks.MtaioFile" ], "WriteTo": [ { "Name": "{{method}}", "Args": { {{args}} } } ] } }
            """.Replace("§", _folder["logs"].Replace("\\", "/", StringComparison.Ordinal), StringComparison.Ordinal);
        var file = _folder.Write("appsettings.json", json);
        var run = await ToolRun.Of("config", "check", file);
        Assert.Equal(1, run.Code);
        var texts = run.Lines[..^1].Select(l => l[(l.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        Assert.Equal(LinesOfException(json).Order(StringComparer.Ordinal), texts.Order(StringComparer.Ordinal));
        Assert.Equal(["appsettings.json"], _folder.Names);
    }

    static string[] LinesOfException(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        var thrown = Assert.ThrowsAny<Exception>(() => new LoggerConfiguration().ReadFrom.Configuration(configuration).CreateLogger());
        var mistake = Assert.IsAssignableFrom<ArgumentException>(thrown.InnerException ?? thrown);
        var end = mistake.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        var lines = (end < 0 ? mistake.Message : mistake.Message[..end]).Split(Environment.NewLine);
        return lines.Length == 1 ? lines : lines[1..];
    }
}
