using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>What stands in a text file, character by character.</summary>
public sealed class RenderedTextTests
{
    const string EverythingTemplate = "{Timestamp:o}|{Level}|{Level:u3}|{Level:w4}|{Message}|{Message:lj}|{Message:j}|{Properties}|{Properties:j}|{TraceId}|{SpanId}|{NewLine}{Exception}";

    [Fact]
    public async Task EventsInTheDefaultTemplate()
    {
        using var folder = new TempFolder();
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.MtaioFile(folder["app.log"]).CreateLogger()) WriteAll(log);
        await Verifier.Verify(folder.Text("app.log"));
    }

    [Fact]
    public async Task EventsInATemplateWithEverything()
    {
        using var folder = new TempFolder();
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.MtaioFile(folder["app.log"], EverythingTemplate).CreateLogger()) WriteAll(log);
        await Verifier.Verify(folder.Text("app.log"));
    }

    [Fact]
    public void EverySinkAndSectionWritesTheSameText()
    {
        using var folder = new TempFolder();
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose()
            .WriteTo.MtaioFile(folder["plain"])
            .WriteTo.MtaioRotatingFile(folder["rotating"])
            .AuditTo.MtaioFile(folder["audited"])
            .AuditTo.MtaioRotatingFile(folder["audited and rotating"])
            .CreateLogger())
        {
            WriteAll(log);
        }
        Assert.Equal(4, folder.Files.Count);
        Assert.Single(folder.Files.Values.Distinct());
    }

    static void WriteAll(Logger log)
    {
        foreach (var logEvent in RichEvents.All) log.Write(logEvent);
    }
}
