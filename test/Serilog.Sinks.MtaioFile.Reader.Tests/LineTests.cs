using System.Text;
using Serilog.Sinks.MtaioFile.Reader.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>Lines of one file: those that are cut off, no records, too long, binary or of another format.</summary>
public sealed class LineTests : IDisposable
{
    const string Json = "{\"@t\":\"2026-11-27T08:00:00.1234567Z\",\"@mt\":\"hello\"}\n";
    const string Text = "2026-11-27 08:00:00.123 +01:00 [INF] hello\n";

    readonly TempFolder _folder = new();

    [Theory]
    [InlineData(Json)]
    [InlineData(Text)]
    public void ALogWithoutNumbersCanBeComplete(string record)
    {
        var log = Verify(record + record);
        Assert.Equal([], log.Places());
        Assert.Equal((Verdict.Complete, false, 2L), (log.Verdict, log.HasNumbers, log.Records));
        Assert.Contains("no numbers", log.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void ACutOffLineIsTorn() => Finds(Json + "{\"@t\":\"2026-11-27T08\n" + Json, $"TornLine app.log 2 {Json.Length}");

    [Fact]
    public void TwoRecordsInOneLineAreTorn() => Finds(Json + "{\"@t\":\"2026" + Json, $"TornLine app.log 2 {Json.Length}");

    [Theory]
    [InlineData("{\"@t\":\"2026")]
    [InlineData("{\"@t\":\"2026-11-27T08:00:00.1234567Z\",\"@mt\":\"hello\"}")]
    public void ALastLineWithoutEndIsTorn(string last) => Finds(Json + last, $"TornLine app.log 2 {Json.Length}");

    [Fact]
    public void ATextWithoutLastLineEndIsTorn() => Finds(Text + Text.TrimEnd(), $"TornLine app.log 2 {Text.Length}");

    [Fact]
    public void ALastLineOfALivingRunIsBeingWritten()
    {
        var written = new HandLog(RecordShape.Json).Events(2);
        written.Files[0].Add("{\"@run\":\"k3x9f2ab\",\"@q\":3,\"@t\":");
        var log = Verified.At(written.WriteTo(_folder), new MtaioLogOptions { IsAlive = _ => true });
        Assert.Equal([FindingKind.RunGoesOn, FindingKind.BeingWritten], log.Findings.Select(f => f.Kind));
        Assert.Equal((Verdict.Complete, 3L), (log.Verdict, log.Records));
    }

    [Fact]
    public void LinesThatAreNoRecordsAreFoundOnce() =>
        Finds(Json + "first\nsecond\n" + Json, $"NotARecord app.log 2 {Json.Length}");

    [Fact]
    public void LinesOfATextBelongToTheRecordBefore()
    {
        var log = Verify(Text + "   at A.B()\n   at C.D()\n" + Text);
        Assert.Equal([], log.Places());
        Assert.Equal(2, log.Records);
    }

    [Fact]
    public void AHeaderIsNoRecord()
    {
        var log = Verify("# written by app\n" + Json);
        Assert.Equal([], log.Places());
        Assert.Equal(1, log.Records);
    }

    [Fact]
    public void ZeroBytesAreFoundAndTheRecordBehindThemIsRead()
    {
        var log = Verify(Json + new string('\0', 100_000) + Json);
        Assert.Equal([$"BinaryData app.log 2 {Json.Length}"], log.Places());
        Assert.Contains("100000 bytes", log.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, log.Records);
    }

    [Fact]
    public void ALineThatIsTooLongIsSkipped()
    {
        var text = Json + "{\"@t\":\"" + new string('x', 3_000_000) + "\"}\n" + Json;
        var log = Verify(text, new MtaioLogOptions { MaxRecordBytes = 10_000 });
        Assert.Equal([$"RecordTooLong app.log 2 {Json.Length}"], log.Places());
        Assert.Equal((3L, (long)text.Length), (log.Records, log.Bytes));
    }

    [Fact]
    public void ATextWithTooManyLinesIsSkipped()
    {
        var text = Text + string.Concat(Enumerable.Repeat("   at A.B()\n", 10_000)) + Text;
        var log = Verify(text, new MtaioLogOptions { MaxRecordBytes = 10_000 });
        Assert.Equal(["RecordTooLong app.log 1 0"], log.Places());
        Assert.Equal(2, log.Records);
    }

    [Fact]
    public void BinaryFilesAreFound()
    {
        var path = _folder.In("app.log");
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(path, bytes);
        var log = Verified.At(path);
        Assert.Equal(Verdict.Incomplete, log.Verdict);
        Assert.Contains(FindingKind.ForeignFormat, log.Findings.Select(f => f.Kind));
    }

    [Fact]
    public void AnotherFormatIsFoundAndReadLineByLine()
    {
        var path = Write("08:00:00 hello\n08:00:01 hello\n");
        var log = Verified.At(path);
        Assert.Equal(["ForeignFormat app.log 1 0"], log.Places());
        Assert.Equal(["08:00:00 hello", "08:00:01 hello"], MtaioLogReader.Open(path).Records().Select(r => r.Text));
    }

    [Fact]
    public void AnEmptyLogIsComplete()
    {
        var log = Verify("");
        Assert.Equal((Verdict.Complete, 0L), (log.Verdict, log.Records));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void FilesWithAByteOrderMarkAreRead(string encoding)
    {
        var path = _folder.In("app.log");
        File.WriteAllText(path, Text + Text.Replace("hello", "grüße 😀", StringComparison.Ordinal), Encoding.GetEncoding(encoding));
        Assert.Equal(["hello", "grüße 😀"], MtaioLogReader.Open(path).Records().Select(r => r.Message));
        Assert.Equal([], Verified.At(path).Places());
    }

    [Fact]
    public void ASilentSpanIsFound()
    {
        var later = Json.Replace("T08", "T09", StringComparison.Ordinal);
        var log = Verify(Json + later, new MtaioLogOptions { SilentSpan = TimeSpan.FromMinutes(59) });
        Assert.Equal([$"SilentSpan app.log 2 {Json.Length}"], log.Places());
        Assert.Equal(Verdict.Complete, log.Verdict);
    }

    [Fact]
    public void FindingsBeyondTheLimitAreCounted()
    {
        var log = Verify(string.Concat(Enumerable.Repeat("{\"@t\":\n" + Json, 50)), new MtaioLogOptions { MaxFindings = 10 });
        Assert.Equal((10, 40L), (log.Findings.Count, log.FurtherFindings));
    }

    [Fact]
    public void ADropNoticeWithoutNumbersIsALoss()
    {
        const string Notice = "2026-11-27 08:00:00.123 +01:00 [WRN] 7 log events were dropped between 2026-11-27 08:00:00.000 +01:00 and " +
            "2026-11-27 08:00:00.100 +01:00: writing kept failing (Debug: 3, Error: 4)\n";
        var log = Verify(Text + Notice);
        Assert.Equal((Verdict.CompleteButForAnnouncedLosses, 7L), (log.Verdict, log.AnnouncedLosses));
        Assert.Equal(7, log.DropsByReason["writing kept failing"]);
        Assert.Equal(4, log.DropsByLevel[Serilog.Events.LogEventLevel.Error]);
    }

    public void Dispose() => _folder.Dispose();

    void Finds(string text, string place)
    {
        var log = Verify(text);
        Assert.Equal([place], log.Places());
    }

    LogVerification Verify(string text, MtaioLogOptions? options = null) => Verified.At(Write(text), options);

    string Write(string text)
    {
        var path = _folder.In("app.log");
        File.WriteAllText(path, text);
        return path;
    }
}
