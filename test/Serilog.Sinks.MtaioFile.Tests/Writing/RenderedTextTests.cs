using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>The exact text of a text file.</summary>
public sealed class RenderedTextTests : LogUnderTest
{
    const string EverythingTemplate =
        "{Timestamp:o}|{Level}|{Level:u3}|{Level:w4}|{Message}|{Message:lj}|{Message:j}|{Properties}|{Properties:j}|{TraceId}|{SpanId}|" +
        "{NewLine}{Exception}";

    [Fact]
    public async Task TheDefaultTemplateIsAsVerified()
    {
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.MtaioFile(Folder["app.log"]).CreateLogger())
        {
            WriteAll(log);
        }
        await Verifier.Verify(Folder.Text("app.log"));
    }

    [Fact]
    public async Task ATemplateWithEverythingIsAsVerified()
    {
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose()
            .WriteTo.MtaioFile(Folder["app.log"], EverythingTemplate)
            .CreateLogger())
        {
            WriteAll(log);
        }
        await Verifier.Verify(Folder.Text("app.log"));
    }

    [Fact]
    public void EverySinkAndSectionWritesTheSameText()
    {
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose()
            .WriteTo.MtaioFile(Folder["plain"])
            .WriteTo.MtaioRotatingFile(Folder["rotating"])
            .AuditTo.MtaioFile(Folder["audited"])
            .AuditTo.MtaioRotatingFile(Folder["audited and rotating"])
            .CreateLogger())
        {
            WriteAll(log);
        }
        Assert.Equal(4, Folder.Files.Count);
        Assert.Single(Folder.Files.Values.Distinct());
    }

    static void WriteAll(Logger log)
    {
        foreach (var logEvent in RichEvents.All) log.Write(logEvent);
    }
}
