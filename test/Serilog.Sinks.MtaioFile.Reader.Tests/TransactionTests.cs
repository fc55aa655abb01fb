using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Reader.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>Transactions without an end, or with fewer records than their end record says.</summary>
public sealed class TransactionTests : IDisposable
{
    const string TextTemplate = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj} {Properties}{NewLine}{Exception}";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ATransactionWithAllItsRecordsIsComplete(bool isJson)
    {
        var log = Verified.At(Write(isJson));
        Assert.Equal([], log.Places());
        Assert.Equal(5, log.Records);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AMissingRecordOfATransactionIsFoundAtItsEnd(bool isJson)
    {
        var path = Write(isJson);
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [.. lines[..2], .. lines[3..]]);
        var log = Verified.At(path);
        var finding = Assert.Single(log.Findings);
        Assert.Equal((FindingKind.TransactionRecords, 4L, Verdict.Incomplete), (finding.Kind, finding.Line, log.Verdict));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ATransactionWithoutEndIsFoundAtItsLastRecord(bool isJson)
    {
        var path = Write(isJson);
        File.WriteAllLines(path, File.ReadAllLines(path)[..3]);
        var finding = Assert.Single(Verified.At(path).Findings);
        Assert.Equal((FindingKind.TransactionWithoutEnd, 3L), (finding.Kind, finding.Line));
    }

    [Fact]
    public void ATransactionThatHeldItsRecordsUntilAFailureThatDidNotComeNeedsNoEnd()
    {
        var path = _folder.In("app.log");
        using (var log = new LoggerConfiguration().WriteTo.MtaioJsonFile(path).CreateLogger())
        {
            log.RunTransaction(
                _ =>
                {
                    log.Information("held");
                    log.Warning("written at once");
                },
                name: null,
                new LogTransactionOptions { Mode = TransactionMode.HeldUntilFailure });
        }
        Assert.Equal((Verdict.Complete, 1L), (Verified.At(path).Verdict, Verified.At(path).Records));
        Assert.Equal([], Verified.At(path).Places());
    }

    string Write(bool isJson)
    {
        var path = _folder.In("app.log");
        var to = new LoggerConfiguration().WriteTo;
        var written = isJson ? to.MtaioFile(new CompactJsonFormatter(), path) : to.MtaioFile(path, outputTemplate: TextTemplate);
        using var log = written.CreateLogger();
        log.Information("before");
        log.RunTransaction(_ =>
        {
            for (var i = 0; i < 3; i++) log.Information("record {I}", i);
        });
        return path;
    }
}
