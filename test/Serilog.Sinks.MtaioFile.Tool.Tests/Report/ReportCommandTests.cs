using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class ReportCommandTests : IDisposable
{
    /// <summary>Lines of a log, whole, cut off or with a byte changed, and lines of anything.</summary>
    static readonly Gen<byte[]> Lines = Gen.Select(Gen.Int[0, 9], Gen.Byte.Array[0, 80], Gen.Int[0, 400]).Select((kind, bytes, at) =>
    {
        if (kind > 7) return bytes;
        var line = Encoding.UTF8.GetBytes(SampleLogs.Json.Split('\n')[kind] + "\n");
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
        var run = await ReportOf(_folder.Write("app.log", SampleLogs.Json));
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Code);
        Assert.Equal($"{_folder["report.html"]}: 7 records in 1 file, Complete but for 2 announced losses\n", run.Output);
        Assert.Equal("Complete but for 2 announced losses", TextOf("p", "word"));
        Assert.Equal(("7", "2", "2"), (Fact("Records"), Fact("Errors"), Fact("Dropped")));
        Assert.Equal("k3x9f2ab", Cell("Runs in the order of the log", 0));
        Assert.Equal(("order 2" + SampleLogs.Id, "2.5 s"), (Cell("Slowest transactions", 1), Cell("Slowest transactions", 3)));
        Assert.Equal("out of stock", Cell("Failed and canceled transactions, the latest first", 5));
        Assert.Equal("the queue was full", Cell("Spans in which events were dropped", 3));
        Assert.Equal("1 h 29 min", Cell("Spans of 1 min 48 s and more without a record", 2));
    }

    [Fact]
    public async Task ArchivesAreFilesOfTheReport()
    {
        var lines = SampleLogs.Json.Split('\n');
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
        await ReportOf(_folder.Write("app.log", SampleLogs.Text));
        Assert.Equal(("5", "2", "7"), (Fact("Records"), Fact("Errors"), Fact("Dropped")));
        Assert.Contains("2", Rows("Most frequent message templates").Single(r => r[0] == "Order ▪ taken")[1]);
        Assert.Equal("out of stock", Cell("Failed and canceled transactions, the latest first", 5));
    }

    [Fact]
    public async Task MarksInTextTellOfRuns()
    {
        await ReportOf(_folder.Write("app.log", SampleLogs.MarkedText));
        Assert.Equal(("4", "Complete"), (Fact("Records"), TextOf("p", "word")));
        Assert.Equal(
            ["k3x9f2ab", "2026-11-27 12:00:00.000", "shop-1", "4711", "1 to 2", "orderly"], Rows("Runs in the order of the log")[0]);
        // A begin and an end, each in both drawings.
        Assert.Equal(4, Root().Descendants().Count(e => (string?)e.Attribute("class") == "run"));
    }

    [Fact]
    public async Task AnEventThatSpeaksLikeAnEndRecordClosesNothing()
    {
        await ReportOf(_folder.Write("app.log", """
            {"@run":"k3x9f2ab","@q":1,"@t":"2026-11-27T12:00:00Z","@mt":"Log run {Run:l} ends: of the marathon","Run":"k3x9f2ab"}
            {"@run":"k3x9f2ab","@q":2,"@t":"2026-11-27T13:00:00Z","@mt":"Order {Id} taken","Id":1}

            """));
        Assert.Equal("open, or its process was killed", Cell("Spans of 1 min 12 s and more without a record", 3));
        Assert.DoesNotContain("class=\"run\"", Page);
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
        await ReportOf(_folder.Write("app.log", SampleLogs.Json), "--since", "2026-11-27T12:00:01Z", "--until", "2026-11-27T12:00:03Z");
        Assert.Equal(("2", "Complete but for 2 announced losses"), (Fact("Records"), TextOf("p", "word")));
        Assert.Contains("Shown are records from 2026-11-27 12:00:01 to 2026-11-27 12:00:03 UTC", Page);
    }

    [Fact]
    public async Task ThePageCanGoToTheStandardOutput()
    {
        var run = await ToolRun.Of("report", _folder.Write("app.log", SampleLogs.Json), "-o", "-");
        Assert.StartsWith("<!DOCTYPE html>", run.Output);
        Assert.Equal(["app.log"], _folder.Names);
    }

    [Fact]
    public async Task AFileOfTheLogIsNotOverwritten()
    {
        var log = _folder.Write("app.log", SampleLogs.Json);
        var run = await ToolRun.Of("report", log, "-o", log);
        Assert.Equal((2, $"mtaiolog: {log} is a file of the log; write another name after -o\n"), (run.Code, run.Error));
        Assert.Equal(SampleLogs.Json, await File.ReadAllTextAsync(log));
    }

    [Fact]
    public async Task MistakesAreToldInOneLine()
    {
        var log = _folder.Write("app.log", SampleLogs.Json);
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
