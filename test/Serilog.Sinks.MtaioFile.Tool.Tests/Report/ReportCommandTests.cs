using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class ReportCommandTests : IDisposable
{
    const string Id = "0193a7f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b";

    const string Json = $$$"""
        {"@run":"k3x9f2ab","@q":0,"@t":"2026-11-27T11:59:59Z","@mt":"Log run {Run:l} in this file: host={Host:l} process={ProcessId} started={Started:O} last={LastNumber} after={PreviousEnd:l} bytes={PreviousBytes}","Run":"k3x9f2ab","Host":"shop-1","ProcessId":4711,"Started":"2026-11-27T11:59:59Z","LastNumber":0,"PreviousEnd":"-","PreviousBytes":0}
        {"@run":"k3x9f2ab","@q":1,"@t":"2026-11-27T12:00:00Z","@mt":"Order {Id} taken","Id":1}
        {"@run":"k3x9f2ab","@q":2,"@t":"2026-11-27T12:00:01Z","@mt":"Order {Id} taken","Id":2}
        {"@run":"k3x9f2ab","@q":3,"@t":"2026-11-27T12:00:02Z","@mt":"Cannot reach <{Service}>","@l":"Error","Service":"</table><script>"}
        {"@run":"k3x9f2ab","@q":0,"@t":"2026-11-27T12:00:05Z","@l":"Warning","@mt":"{DroppedEvents} log events were dropped between {DroppedFrom:yyyy-MM-dd HH:mm:ss.fff zzz} and {DroppedUntil:yyyy-MM-dd HH:mm:ss.fff zzz}: {DropReason} ({DroppedByLevel}), numbers {DroppedNumbers:l}","DroppedEvents":2,"DroppedFrom":"2026-11-27T12:00:03Z","DroppedUntil":"2026-11-27T12:00:04Z","DropReason":"the queue was full","DroppedByLevel":"Information: 2","DroppedNumbers":"4-5"}
        {"@run":"k3x9f2ab","@q":6,"@t":"2026-11-27T13:30:00Z","@mt":"Transaction {TransactionId:D} failed: {Error:l}","@l":"Error","Error":"out of stock","TransactionOutcome":"Failed","ElapsedMilliseconds":2500,"TransactionRecords":0,"TransactionId":"{{{Id}}}","TransactionName":"order 2"}
        {"@run":"k3x9f2ab","@q":0,"@t":"2026-11-27T13:30:01Z","@mt":"Log run {Run:l} ends: last={LastNumber} written={WrittenEvents} dropped={DroppedNumbers:l}","Run":"k3x9f2ab","LastNumber":6,"WrittenEvents":4,"DroppedNumbers":"-"}

        """;

    /// <summary>Lines of a log, whole, cut off or with a byte changed, and lines of anything.</summary>
    static readonly Gen<byte[]> Lines = Gen.Select(Gen.Int[0, 9], Gen.Byte.Array[0, 80], Gen.Int[0, 400]).Select((kind, bytes, at) =>
    {
        if (kind > 7) return bytes;
        var line = Encoding.UTF8.GetBytes(Json.Split('\n')[kind] + "\n");
        if (at >= line.Length) return line;
        if (bytes.Length == 0) return line[..at];
        line[at] = bytes[0];
        return line;
    });

    readonly TempFolder _folder = new();

    string Page => File.ReadAllText(_folder["report.html"]);

    [Fact]
    public async Task AReportTellsOfTheWholeLog()
    {
        var run = await ReportOf(_folder.Write("app.log", Json));
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Code);
        Assert.Equal($"{_folder["report.html"]}: 7 records in 1 file, Complete but for 2 announced losses\n", run.Output);
        Assert.Equal(
            ["Complete but for 2 announced losses", "7", "2", "2", "k3x9f2ab", $"order 2{Id}", "2.5 s", "out of stock", "the queue was full", "1 h 29 min"],
            [
                TextOf("p", "word"), Fact("Records"), Fact("Errors"), Fact("Dropped"), Cell("Runs in the order of the log", 0),
                Cell("Slowest transactions", 1), Cell("Slowest transactions", 3), Cell("Failed and canceled transactions, the latest first", 5),
                Cell("Spans in which events were dropped", 3), Cell("Spans of 1 min 48 s and more without a record", 2),
            ]);
    }

    [Fact]
    public async Task ArchivesAreFilesOfTheReport()
    {
        var lines = Json.Split('\n');
        WriteGzip("app.log.2.gz", string.Concat(Enumerable.Repeat(lines[1] + "\n", 100)));
        _folder.Write("app.log.1", lines[2] + "\n");
        await ReportOf(_folder.Write("app.log", lines[3] + "\n"));
        var files = Rows("Files, the oldest first");
        Assert.Equal(["app.log.2.gz", "app.log.1", "app.log (active)"], files.Select(f => f[0]));
        Assert.Equal(["100", "1", "1"], files.Select(f => f[3]));
        Assert.EndsWith(" : 1 .gz", files[0][7]);
        Assert.Contains("2 rotations", Page);
    }

    [Fact]
    public async Task ATextLogHasAReportToo()
    {
        await ReportOf(_folder.Write("app.log", $"""
            2026-11-27 12:00:00.000 +00:00 [INF] Order 1 taken
            2026-11-27 12:00:01.000 +00:00 [INF] Order 2 taken
            2026-11-27 12:00:02.000 +00:00 [ERR] no money
            System.InvalidOperationException: no money
               at Shop.Pay()
            2026-11-27 12:00:03.000 +00:00 [ERR] Transaction {Id} failed: out of stock
            2026-11-27 12:00:04.000 +00:00 [WRN] 7 log events were dropped between 2026-11-27 12:00:03.000 +00:00 and 2026-11-27 12:00:04.000 +00:00: the queue was full (Information: 7)

            """));
        Assert.Equal(("5", "2", "7"), (Fact("Records"), Fact("Errors"), Fact("Dropped")));
        Assert.Contains("2", Rows("Most frequent message templates").Single(r => r[0] == "Order ▪ taken")[1]);
        Assert.Equal("out of stock", Cell("Failed and canceled transactions, the latest first", 5));
    }

    [Fact]
    public async Task MarksInTextTellOfRuns()
    {
        await ReportOf(_folder.Write("app.log", """
            2026-11-27 12:00:00.000 +00:00 [INF] k3x9f2ab#0 Log run k3x9f2ab in this file: host=shop-1 process=4711 started=2026-11-27T12:00:00.0000000+00:00 last=0 after=- bytes=0
            2026-11-27 12:00:01.000 +00:00 [INF] k3x9f2ab#1 Order 1 taken
            2026-11-27 12:00:02.000 +00:00 [INF] k3x9f2ab#2 Order 2 taken
            of two lines
            2026-11-27 12:00:03.000 +00:00 [INF] k3x9f2ab#0 Log run k3x9f2ab ends: last=2 written=2 dropped=-

            """));
        Assert.Equal(("4", "Complete"), (Fact("Records"), TextOf("p", "word")));
        Assert.Equal(["k3x9f2ab", "2026-11-27 12:00:00.000", "shop-1", "4711", "1 to 2", "orderly"], Rows("Runs in the order of the log")[0]);
        // A begin and an end, each in both drawings.
        Assert.Equal(4, Root().Descendants().Count(e => (string?)e.Attribute("class") == "run"));
    }

    [Fact]
    public void WhateverIsInTheFileThePageIsWellFormed() =>
        Lines.Array[0, 30].Sample(
            lines =>
            {
                using var folder = new TempFolder();
                File.WriteAllBytes(folder["app.log"], [.. lines.SelectMany(l => l)]);
                var run = ToolRun.Of("report", folder["app.log"], "-o", "-").GetAwaiter().GetResult();
                Assert.Equal("", run.Error);
                using var reader = XmlReader.Create(new StringReader(run.Output), new() { DtdProcessing = DtdProcessing.Ignore });
                Assert.Equal("html", XElement.Load(reader).Name.LocalName);
            },
            iter: 100);

    [Fact]
    public async Task TheLimitsChooseRecordsAndNotTheVerdict()
    {
        await ReportOf(_folder.Write("app.log", Json), "--since", "2026-11-27T12:00:01Z", "--until", "2026-11-27T12:00:03Z");
        Assert.Equal(("2", "Complete but for 2 announced losses"), (Fact("Records"), TextOf("p", "word")));
        Assert.Contains("Shown are records from 2026-11-27 12:00:01 to 2026-11-27 12:00:03 UTC", Page);
    }

    [Fact]
    public async Task ThePageCanGoToTheStandardOutput()
    {
        var run = await ToolRun.Of("report", _folder.Write("app.log", Json), "-o", "-");
        Assert.StartsWith("<!DOCTYPE html>", run.Output);
        Assert.Equal(["app.log"], _folder.Names);
    }

    [Fact]
    public async Task AFileOfTheLogIsNotOverwritten()
    {
        var log = _folder.Write("app.log", Json);
        var run = await ToolRun.Of("report", log, "-o", log);
        Assert.Equal((2, $"mtaiolog: {log} is a file of the log; write another name after -o\n"), (run.Code, run.Error));
        Assert.Equal(Json, await File.ReadAllTextAsync(log));
    }

    [Fact]
    public async Task MistakesAreToldInOneLine()
    {
        var log = _folder.Write("app.log", Json);
        ToolRun[] runs =
        [
            await ToolRun.Of("report", _folder["missing.log"], "-o", _folder["report.html"]),
            await ToolRun.Of("report", log, "-o", _folder.Path),
            await ToolRun.Of("report", log, "-o", _folder["no/such/folder.html"]),
            await ToolRun.Of("report", log, "-o", _folder["report.html"], "--key-file", _folder["missing.key"]),
        ];
        Assert.All(runs, run => Assert.Equal((2, "", 1), (run.Code, run.Output, run.ErrorLines.Length)));
        Assert.Equal(["app.log"], _folder.Names);
    }

    public void Dispose() => _folder.Dispose();

    Task<ToolRun> ReportOf(string path, params string[] more) => ToolRun.Of(["report", path, "-o", _folder["report.html"], .. more]);

    void WriteGzip(string name, string text)
    {
        using var file = new GZipStream(File.Create(_folder[name]), CompressionLevel.Optimal);
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    XElement Root()
    {
        using var reader = XmlReader.Create(new StringReader(Page), new() { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    string TextOf(string element, string style) => Root().Descendants(element).First(e => (string?)e.Attribute("class") == style).Value;

    string Fact(string name) => Root().Descendants("dt").First(d => d.Value == name).ElementsAfterSelf().First().FirstNode!.ToString();

    string Cell(string caption, int column) => Rows(caption)[0][column];

    string[][] Rows(string caption) =>
    [
        .. Root().Descendants("caption").Single(c => c.Value == caption).Parent!.Element("tbody")!.Elements()
            .Select(r => r.Elements().Select(c => c.Value.Trim()).ToArray()),
    ];
}
