using Serilog.Debugging;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Runs every C# example of docs/troubleshooting.md exactly as the page shows it.</summary>
[Collection(ProcessWideState.Name)]
public sealed class TroubleshootingDocumentTests : LogInCurrentDirectory
{
    const string Page = "docs/troubleshooting.md";

    [Fact]
    public void TheDocumentShowsWhatIsRunHere() =>
        Snippets.AssertShown(Page, "test/Serilog.Sinks.MtaioFile.Tests/Guards/TroubleshootingDocumentTests.cs", "troubleshooting");

    [Fact]
    public void SelfLogSaysWhatIsWrong()
    {
        System.IO.File.WriteAllText(Folder["logs"], "");
        var errors = Captured(() =>
        {
            // troubleshooting:selflog
            SelfLog.Enable(Console.Error);
            // end
            using var log = new LoggerConfiguration().WriteTo.MtaioFile("logs/app.log").CreateLogger();
            log.Fatal("x");
        });
        Assert.Contains(Folder["logs/app.log"], errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheHandleHasTheNumbers()
    {
        // troubleshooting:handle
        var handle = new MtaioFileHandle();
        using var log = new LoggerConfiguration()
            .WriteTo.MtaioFile("logs/app.log", options: new MtaioFileOptions { Handle = handle })
            .CreateLogger();
        log.Information("hello");
        await handle.FlushAsync();
        Console.WriteLine($"{handle.Path}: {handle.Statistics}");
        // end
        Assert.Equal(1, handle.Statistics.Written);
    }

    [Fact]
    public void EveryReasonHasARow() => Assert.All(
        typeof(MtaioFileStatistics).GetProperties().Select(p => p.Name).Where(n => n is ['D', 'r', 'o', 'p', 'p', 'e', 'd', _, ..]),
        name => Assert.Contains($"| `{name}` |", Snippets.Read(Page), StringComparison.Ordinal));

    static string Captured(Action action)
    {
        var before = Console.Error;
        using var errors = new StringWriter();
        Console.SetError(TextWriter.Synchronized(errors));
        try
        {
            action();
        }
        finally
        {
            SelfLog.Disable();
            Console.SetError(before);
        }
        return errors.ToString();
    }
}
