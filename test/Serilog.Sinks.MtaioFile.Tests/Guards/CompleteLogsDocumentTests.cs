using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Runs the C# examples of the pages on complete logs and on the tool.</summary>
[Collection(ProcessWideState.Name)]
public sealed class CompleteLogsDocumentTests : LogInCurrentDirectory
{
    const string TestFile = "test/Serilog.Sinks.MtaioFile.Tests/Guards/CompleteLogsDocumentTests.cs";

    [Theory]
    [InlineData("docs/complete-logs.md", "complete-logs")]
    [InlineData("docs/mtaiolog.md", "mtaiolog")]
    public void ThePagesShowTheExamplesOfTheseTests(string page, string marker) => Snippets.AssertShown(page, TestFile, marker);

    [Fact]
    public void ALogWithNumbersIsReadByAProgram()
    {
        {
            // complete-logs:sequence
            using var log = new LoggerConfiguration()
                .WriteTo.MtaioJsonFile("logs/app.clef", options: new MtaioFileOptions { Sequence = true })
                .CreateLogger();
            // end
            log.Information("Hello");
        }
        Assert.Contains("\"@q\":1,", Folder.Text("logs/app.clef"), StringComparison.Ordinal);
        ReadByAProgram();
    }

    [Fact]
    public void TheRecordsOfAChainedLogHaveHashes()
    {
        {
            // complete-logs:chain
            using var log = new LoggerConfiguration()
                .AuditTo.MtaioJsonFile("logs/audit.clef", options: new MtaioFileOptions { Chain = HashChain.Plain })
                .CreateLogger();
            // end
            log.Information("Hello");
        }
        Assert.All(Folder.Clef("logs/audit.clef"), l => Assert.Equal(43, l.Text("@hash")!.Length));
        Assert.Equal(Verdict.Complete, MtaioLogReader.Open("logs/audit.clef").Verify().Verdict);
    }

    [Fact]
    public void AChainMayHaveItsKeyInAFile()
    {
        Folder.Write("audit.key", Convert.ToBase64String(new byte[32]) + "\n");
        {
            // complete-logs:key
            using var log = new LoggerConfiguration()
                .AuditTo.MtaioJsonFile("logs/audit.clef", options: new MtaioFileOptions { Chain = HashChain.Parse("file:audit.key") })
                .CreateLogger();
            // end
            log.Information("Hello");
        }
        var options = new MtaioLogOptions { Key = new byte[32] };
        Assert.Equal(Verdict.Complete, MtaioLogReader.Open("logs/audit.clef", options).Verify().Verdict);
    }

    static void ReadByAProgram()
    {
        // mtaiolog:program
        var log = MtaioLogReader.Open("logs/app.clef");
        var verification = log.Verify();
        Console.WriteLine(verification.Summary);
        foreach (var finding in verification.Findings) Console.WriteLine(finding);
        foreach (var record in log.Records()) Console.WriteLine($"{record.File.Name}:{record.Line} {record.Level} {record.Message}");
        // end
        Assert.Equal("complete", verification.Summary);
        Assert.Equal(3, log.Records().Count());
    }
}
