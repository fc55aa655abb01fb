using System.Globalization;
using System.IO.Compression;
using System.Text;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Reading;

public sealed class CatTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ArchivesComeBeforeTheActiveFile()
    {
        WriteGZip("app.log.2.gz", Clef.Lines(1, 2));
        _folder.Write("app.log.1", Clef.Lines(3, 4));
        var run = await ToolRun.Of("cat", _folder.Write("app.log", Clef.Lines(5, 6)));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(Enumerable.Range(1, 6).Select(n => Clef.Shown(n)), run.Lines);
    }

    [Fact]
    public async Task SeveralLogsAreMergedByTime()
    {
        var a = _folder.Write("a.log", Clef.Line(1) + Clef.Line(4) + Clef.Line(3) + Clef.Line(6));
        var b = _folder.Write("b.log", Clef.Line(2) + Clef.Line(5));
        var run = await ToolRun.Of("cat", a, b);
        Assert.Equal(new[] { 1, 2, 4, 3, 5, 6 }.Select(n => Clef.Shown(n)), run.Lines);
    }

    [Fact]
    public async Task TextStaysAsItIs()
    {
        const string Text = "2025-11-27 08:00:01.000 +00:00 [ERR] a\n  at b\n2025-11-27 08:00:02.000 +00:00 [INF] c\n";
        var run = await ToolRun.Of("cat", _folder.Write("app.log", Text));
        Assert.Equal(Text, run.Output);
    }

    [Fact]
    public async Task RawRecordsAreThoseOfTheFile()
    {
        var run = await ToolRun.Of("cat", "--raw", _folder.Write("app.log", Clef.Lines(1, 2)));
        Assert.Equal(Clef.Lines(1, 2), run.Output);
    }

    [Fact]
    public async Task ATemplateShowsWhatItNames()
    {
        var run = await ToolRun.Of("cat", "--template", "{Level} {N} {Message}{NewLine}", _folder.Write("app.log", Clef.Line(7, "Error")));
        Assert.Equal("Error 7 Event 7\n", run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task AWrongTemplateIsToldInOneLine()
    {
        var run = await ToolRun.Of("cat", "--template", " ", _folder.Write("app.log", Clef.Line(7)));
        Assert.Equal(64, run.Code);
        Assert.StartsWith("mtaiolog: --template \" \": must not be empty", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--level warning", "3 4")]
    [InlineData("--level Error", "4")]
    [InlineData("--since 2025-11-27T08:00:03Z", "3 4 5")]
    [InlineData("--until 2025-11-27T08:00:03Z", "1 2")]
    [InlineData("--since 2025-11-27T08:00:02Z --until 2025-11-27T08:00:04Z --level Warning", "3")]
    [InlineData("--since 1s", "")]
    [InlineData("--until 0", "1 2 3 4 5")]
    [InlineData("--transaction 0F8FAD5B-D9CB-469F-A165-70867728950E", "2")]
    [InlineData("--transaction 7c9e6679-7425-40de-944b-e07fc1f90ae7", "")]
    [InlineData("--where StatusCode>=500", "5")]
    [InlineData("--where @l='Error'", "4")]
    public async Task OptionsChooseRecords(string options, string numbers)
    {
        var file = _folder.Write("app.log", Clef.Line(1)
            + Clef.Line(2, more: ",\"TransactionId\":\"0f8fad5b-d9cb-469f-a165-70867728950e\"")
            + Clef.Line(3, "Warning")
            + Clef.Line(4, "Error") + Clef.Line(5, more: ",\"StatusCode\":503"));
        var run = await ToolRun.Of(["cat", file, "--template", "{N}{NewLine}", .. options.Split(' ')]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(numbers, string.Join(' ', run.Lines.Select(l => l.Trim())));
    }

    [Fact]
    public async Task ExpressionsSeeRecordsOfText()
    {
        const string Text = "2025-11-27 08:00:01.000 +00:00 [ERR] a timeout\n2025-11-27 08:00:02.000 +00:00 [INF] c\n";
        var run = await ToolRun.Of("cat", _folder.Write("app.log", Text), "--where", "@l = 'Error' and @m like '%timeout%'");
        Assert.Equal("2025-11-27 08:00:01.000 +00:00 [ERR] a timeout\n", run.Output);
    }

    [Fact]
    public async Task ALogThatIsMissingIsToldInOneLine()
    {
        var run = await ToolRun.Of("cat", _folder["none.log"]);
        Assert.Equal((2, "", $"mtaiolog: there is no log at {_folder["none.log"]}\n"), (run.Code, run.Output, run.Error));
    }

    [Theory]
    [InlineData(3, 20, "1 2 3")]
    [InlineData(30, 20, "11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30")]
    [InlineData(30, 0, "")]
    public async Task TailShowsTheLastRecords(int all, int count, string numbers)
    {
        _folder.Write("app.log.1", Clef.Lines(1, all / 2));
        var file = _folder.Write("app.log", Clef.Lines((all / 2) + 1, all));
        var run = await ToolRun.Of("tail", file, "-n", count.ToString(CultureInfo.InvariantCulture), "--template", "{N}{NewLine}");
        Assert.Equal(numbers, string.Join(' ', run.Lines.Select(l => l.Trim())));
    }

    [Fact]
    public async Task TailCountsTheRecordsThatAreChosen()
    {
        var file = _folder.Write("app.log", Clef.Line(1, "Error") + Clef.Line(2, "Error") + Clef.Lines(3, 50));
        var run = await ToolRun.Of("tail", file, "-n", "1", "--level", "Error");
        Assert.Equal(Clef.Shown(2, "ERR"), Assert.Single(run.Lines));
    }

    [Theory]
    [InlineData(2_000, 3)]
    [InlineData(2_000, 1_500)]
    [InlineData(2_000, 2_500)]
    [InlineData(2_000, 5_000)]
    public async Task TheEndOfALargeFileIsThatOfTheWholeLog(int records, int count)
    {
        _folder.Write("app.log.1", Numbered(0, records));
        var file = _folder.Write("app.log", Numbered(records, records));
        var run = await ToolRun.Of("tail", file, "-n", count.ToString(CultureInfo.InvariantCulture), "--template", "{I}{NewLine}");
        var first = Math.Max(0, (2 * records) - count);
        var expected = Enumerable.Range(first, (2 * records) - first).Select(n => n.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(expected, run.Lines.Select(l => l.Trim()));
    }

    [Fact]
    public async Task TheEndOfACompressedArchiveIsShown()
    {
        WriteGZip("app.log.1.gz", Clef.Lines(1, 30));
        var run = await ToolRun.Of("tail", _folder["app.log.1.gz"], "-n", "2");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal([Clef.Shown(29), Clef.Shown(30)], run.Lines);
    }

    static string Numbered(int from, int count) =>
        string.Concat(Enumerable.Range(from, count).Select(n => Clef.Line(n % 60, more: $",\"I\":{n}")));

    void WriteGZip(string name, string text)
    {
        using var file = new GZipStream(File.Create(_folder[name]), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
