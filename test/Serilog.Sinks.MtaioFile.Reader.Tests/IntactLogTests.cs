using System.Text;
using Serilog.Sinks.MtaioFile.Reader.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>Logs of unusual shapes that the sink has written: nothing is missing, and nothing is found.</summary>
public sealed class IntactLogTests : IDisposable
{
    const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void ALogInAnotherEncodingIsComplete(string encoding)
    {
        for (var run = 0; run < 2; run++) Write(Template, Encoding.GetEncoding(encoding));
        AssertComplete(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ALogInUtf16WithoutByteOrderMarkIsComplete(bool isBigEndian)
    {
        Write(Template, new UnicodeEncoding(isBigEndian, byteOrderMark: false));
        AssertComplete(100);
    }

    [Theory]
    [InlineData("{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj} ({Sequence}){NewLine}")]
    [InlineData("{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj} {Sequence}{NewLine}")]
    public void AMarkBehindTheMessageIsFound(string template)
    {
        for (var run = 0; run < 2; run++) Write(template, Encoding.UTF8);
        AssertComplete(200);
    }

    [Fact]
    public void ATemplateThatDoesNotShowTheRecordsOfTheSinkIsNoLoss()
    {
        Write("{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Sequence} {Number}{NewLine}", Encoding.UTF8);
        Assert.NotEqual(Verdict.Incomplete, Verified.At(_folder.In("app.log")).Verdict);
    }

    [Fact]
    public void ALargeRecordIsAWarning()
    {
        using (var log = new LoggerConfiguration()
            .WriteTo.MtaioJsonFile(_folder.In("app.log"), options: new() { Sequence = true }).CreateLogger())
        {
            log.Information("{Long}", new string('x', 20_000_000));
        }
        var verified = Verified.At(_folder.In("app.log"));
        Assert.Equal(Verdict.Complete, verified.Verdict);
        Assert.Equal([FindingKind.RecordTooLong], verified.Findings.Select(f => f.Kind));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ATransactionInsideAnotherMayHaveItsRecordsAfterItsEnd(bool outerFails)
    {
        using (var log = new LoggerConfiguration()
            .WriteTo.MtaioJsonFile(_folder.In("app.log"), options: new() { Sequence = true }).CreateLogger())
        {
            var held = new LogTransactionOptions { Mode = TransactionMode.HeldUntilFailure };
            using var outer = log.BeginTransaction("outer", held);
            log.Information("a");
            using (var inner = log.BeginTransaction("inner", held))
            {
                log.Information("nested");
                inner.Fail("b");
            }
            if (!outerFails) outer.Complete();
        }
        Assert.NotEqual(Verdict.Incomplete, Verified.At(_folder.In("app.log")).Verdict);
    }

    [Fact]
    public void AMissingFileOfARollingLogIsFoundInItsFolder()
    {
        using (var log = new LoggerConfiguration()
            .WriteTo.MtaioRollingFile(_folder.In("log.txt"), rollingInterval: RotationInterval.Day, fileSizeLimitBytes: 500)
            .CreateLogger())
        {
            for (var i = 0; i < 60; i++) log.Information("event {Number}", i);
        }
        var files = Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).ToArray();
        File.Delete(files[2]);
        Assert.Contains(FindingKind.MissingArchive, Verified.At(_folder.Path).Findings.Select(f => f.Kind));
    }

    [Fact]
    public void ALogWithBracesInItsNameIsFoundByItsNameAndInItsFolder()
    {
        using (var log = new LoggerConfiguration()
            .WriteTo.MtaioJsonFile(_folder.In("my {{a}}.log"), options: new() { Sequence = true }).CreateLogger())
        {
            log.Information("event");
        }
        Assert.Equal(Verdict.Complete, Verified.At(_folder.In("my {a}.log")).Verdict);
        Assert.Equal(Verdict.Complete, Verified.At(_folder.Path).Verdict);
    }

    void Write(string template, Encoding encoding)
    {
        using var log = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile(
                _folder.In("app.log"),
                maxBytes: 5000,
                outputTemplate: template,
                options: new() { Sequence = true, Encoding = encoding })
            .CreateLogger();
        for (var i = 0; i < 100; i++) log.Information("event {Number}", i);
    }

    void AssertComplete(int events)
    {
        var log = Verified.At(_folder.In("app.log"));
        Assert.Equal([], log.Places());
        Assert.Equal(Verdict.Complete, log.Verdict);
        Assert.Equal(events, log.Runs.Sum(r => r.LastNumber));
    }
}
