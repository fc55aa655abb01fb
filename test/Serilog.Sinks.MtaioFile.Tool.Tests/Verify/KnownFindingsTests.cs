using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Verify;

/// <summary>Findings that somebody has accepted do not count any more; new ones do.</summary>
public sealed class KnownFindingsTests : IDisposable
{
    const string Killed = "k3x9f2ab";
    const string Next = "aaaaaaa2";

    readonly TempFolder _folder = new();

    string Known => _folder["known.json"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AKilledRunIsGoodAfterItWasAccepted()
    {
        var file = _folder.Write("app.log", KilledRun + NextRun(3));
        Assert.Equal(2, (await ToolRun.Of("verify", file)).Code);
        var accepting = await ToolRun.Of("verify", file, "--known", Known, "--accept");
        Assert.Equal((0, $"mtaiolog: {file}: 1 new finding accepted\n"), (accepting.Code, accepting.Error));
        var run = await ToolRun.Of("verify", file, "--known", Known);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal($"{file}: complete but for 1 known finding", run.Lines[0]);
        Assert.StartsWith($"{file}:2 (byte ", run.Lines[1], StringComparison.Ordinal);
        Assert.Contains(": known: run k3x9f2ab has no end record", run.Lines[1], StringComparison.Ordinal);
        Assert.Equal(2, (await ToolRun.Of("verify", file)).Code);
    }

    [Fact]
    public async Task TheReportHasTheSameVerdict()
    {
        var file = _folder.Write("app.log", KilledRun + NextRun(3));
        await ToolRun.Of("verify", file, "--known", Known, "--accept");
        var page = (await ToolRun.Of("report", file, "-o", "-", "--known", Known)).Output;
        Assert.Contains("<div class=\"verdict good\"><p class=\"word\">Complete but for 1 known finding</p>", page);
        Assert.Contains("<span class=\"tag fair\">No end record, known</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("missing, damaged or changed", page, StringComparison.Ordinal);
        var without = (await ToolRun.Of("report", file, "-o", "-")).Output;
        Assert.Contains("<div class=\"verdict bad\">", without, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheReportDoesNotReplaceTheFileOfKnownFindings()
    {
        var file = _folder.Write("app.log", KilledRun);
        await ToolRun.Of("verify", file, "--known", Known, "--accept");
        var known = await File.ReadAllTextAsync(Known);
        var run = await ToolRun.Of("report", file, "-o", Known, "--known", Known);
        Assert.Equal((2, $"mtaiolog: {Known} is the file of --known; write another name after -o\n"), (run.Code, run.Error));
        Assert.Equal(known, await File.ReadAllTextAsync(Known));
    }

    [Fact]
    public async Task AnEditorMayWriteAByteOrderMark()
    {
        var file = _folder.Write("app.log", KilledRun);
        await ToolRun.Of("verify", file, "--known", Known, "--accept");
        File.WriteAllText(Known, File.ReadAllText(Known), Encoding.UTF8);
        var run = await ToolRun.Of("verify", file, "--known", Known);
        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    [FactExcept(Except.Wine, "it has no symbolic links")]
    public async Task ASymbolicLinkStaysOne()
    {
        var file = _folder.Write("app.log", KilledRun);
        _folder.Write("real.json", "[]");
        File.CreateSymbolicLink(Known, "real.json");
        Assert.Equal(0, (await ToolRun.Of("verify", file, "--known", Known, "--accept")).Code);
        Assert.Equal("real.json", new FileInfo(Known).LinkTarget);
        Assert.Contains("NoEndRecord", File.ReadAllText(_folder["real.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALaterLossCounts()
    {
        var file = _folder.Write("app.log", KilledRun + NextRun(3));
        await ToolRun.Of("verify", file, "--known", Known, "--accept");
        _folder.Write("app.log", KilledRun + NextRun(3) + KilledAgain);
        var run = await ToolRun.Of("verify", file, "--known", Known);
        Assert.Equal(2, run.Code);
        Assert.Equal($"{file}: incomplete (1 known finding beside others)", run.Lines[0]);
        Assert.Contains(": error: run bbbbbbb3 has no end record", run.Lines[1], StringComparison.Ordinal);
        Assert.Contains(": known: run k3x9f2ab has no end record", run.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunThatGoesOnAfterItWasAcceptedCounts()
    {
        var file = _folder.Write("app.log", KilledRun);
        await ToolRun.Of("verify", file, "--known", Known, "--accept");
        _folder.Write("app.log", KilledRun + Clef.Numbered(Killed, 2));
        Assert.Equal(2, (await ToolRun.Of("verify", file, "--known", Known)).Code);
    }

    [Fact]
    public async Task WhatIsKnownIsKnownInAnArchiveAndInACompressedOne()
    {
        var file = _folder.Write("app.log", KilledRun);
        await ToolRun.Of("verify", file, "--known", Known, "--accept");
        File.Move(file, file + ".1");
        _folder.Write("app.log", NextRun(3));
        Assert.Equal(0, (await ToolRun.Of("verify", file, "--known", Known)).Code);
        using (var archive = new GZipStream(File.Create(file + ".2.gz"), CompressionLevel.Fastest))
            archive.Write(Encoding.UTF8.GetBytes(KilledRun));
        File.Delete(file + ".1");
        _folder.Write("app.log.1", NextRun(3));
        _folder.Write("app.log", "");
        Assert.Equal(0, (await ToolRun.Of("verify", file, "--known", Known)).Code);
    }

    [Fact]
    public async Task AMissingArchiveIsKnownWhenTheNumbersHaveShifted()
    {
        foreach (var (name, second) in new[] { (".4", 1), (".1", 2), ("", 3) }) _folder.Write("app.log" + name, Clef.Line(second));
        var file = _folder["app.log"];
        await ToolRun.Of("verify", file, "--known", Known, "--accept");
        foreach (var (from, to) in new[] { (".4", ".5"), (".1", ".2"), ("", ".1") }) File.Move(file + from, file + to);
        _folder.Write("app.log", Clef.Line(4));
        Assert.Equal(0, (await ToolRun.Of("verify", file, "--known", Known)).Code);
        File.Delete(file + ".2");
        Assert.Equal(2, (await ToolRun.Of("verify", file, "--known", Known)).Code);
    }

    [Fact]
    public async Task AnnouncedLossesStillCount()
    {
        var file = _folder.Write("app.log", KilledRun + Clef.RunRecord(Next, after: $"{Killed}:1", bytes: KilledRun.Length)
            + Clef.DropNotice(Next, 2, "1-2") + Clef.EndRecord(Next, 2, 0));
        var run = await ToolRun.Of("verify", file, "--known", Known, "--accept");
        Assert.Equal((1, $"{file}: complete but for 1 known finding and 2 announced losses"), (run.Code, run.Lines[0]));
    }

    [Fact]
    public async Task NotesStayAndWhatIsGoneIsForgotten()
    {
        var file = _folder.Write("app.log", KilledRun + NextRun(3));
        var other = _folder.Write("other.log", KilledRun);
        await ToolRun.Of("verify", file, other, "--known", Known, "--accept");
        var noted = File.ReadAllText(Known).Replace("\"log\"", "\"note\": \"power cut\",\n    \"log\"", StringComparison.Ordinal);
        File.WriteAllText(Known, noted);
        await ToolRun.Of("verify", file, "--known", Known, "--accept");
        Assert.Equal(["power cut", "power cut"], Entries().Select(e => e.GetProperty("note").GetString()));
        _folder.Write("app.log", NextRun(3, isFirst: true));
        await ToolRun.Of("verify", file, "--known", Known, "--accept");
        Assert.Equal([other], Entries().Select(e => e.GetProperty("log").GetString()));
    }

    [Fact]
    public async Task JsonSaysWhatIsKnown()
    {
        var file = _folder.Write("app.log", KilledRun);
        await ToolRun.Of("verify", file, "--known", Known, "--accept");
        var run = await ToolRun.Of("verify", file, "--known", Known, "--json");
        var log = JsonDocument.Parse(run.Output).RootElement.GetProperty("logs")[0];
        Assert.Equal((0, "Complete"), (run.Code, log.GetProperty("verdict").GetString()));
        Assert.True(log.GetProperty("findings")[0].GetProperty("isKnown").GetBoolean());
    }

    [Fact]
    public async Task WhatCouldNotBeCheckedCannotBeAccepted()
    {
        string[] records = [Clef.RunRecord(Killed), Clef.Numbered(Killed, 1), Clef.Numbered(Killed, 2), Clef.EndRecord(Killed, 2, 2)];
        var hashed = records.Select((r, i) => $"{{\"@hash\":\"{new string((char)('A' + i), 43)}\",{r[1..]}");
        var run = await ToolRun.Of("verify", _folder.Write("app.log", string.Concat(hashed)), "--known", Known, "--accept");
        Assert.Equal(2, run.Code);
        Assert.Contains(": error: none of the 4 hashes fits", run.Output, StringComparison.Ordinal);
        Assert.Empty(Entries());
    }

    [Theory]
    [InlineData("none.json", 2, "the file does not exist; --accept beside it writes it")]
    [InlineData("text.json", 2, "is no file that --accept has written")]
    [InlineData("null.json", 2, "is no file that --accept has written")]
    [InlineData("app.log", 2, "is no file that --accept has written")]
    public async Task AFileThatIsNoneIsToldInOneLine(string name, int code, string message)
    {
        _folder.Write("text.json", "[{}]");
        _folder.Write("null.json", "null");
        var run = await ToolRun.Of("verify", _folder.Write("app.log", KilledRun), "--known", _folder[name]);
        Assert.Equal((code, "", $"mtaiolog: --known {_folder[name]}: {message}\n"), (run.Code, run.Output, run.Error));
    }

    [Fact]
    public async Task AcceptNeverWritesAFileOfTheLog()
    {
        var file = _folder.Write("app.log", "[]");
        var run = await ToolRun.Of("verify", file, "--known", file, "--accept");
        Assert.Equal((64, $"mtaiolog: --known {file}: is a file of the log; name another one\n"), (run.Code, run.Error));
        Assert.Equal("[]", File.ReadAllText(file));
    }

    [Fact]
    public async Task AFolderThatIsMissingIsTold()
    {
        var run = await ToolRun.Of("verify", _folder.Write("app.log", KilledRun), "--known", _folder["none/known.json"], "--accept");
        var message = $"mtaiolog: --known {_folder["none/known.json"]}: there is no folder {_folder["none"]}\n";
        Assert.Equal((2, message), (run.Code, run.Error));
    }

    [Fact]
    public async Task AcceptNeedsAFile()
    {
        var run = await ToolRun.Of("verify", _folder.Write("app.log", KilledRun), "--accept");
        Assert.Equal((64, "mtaiolog: --accept needs a file to write; add --known FILE"), (run.Code, run.ErrorLines[0]));
    }

    [Fact]
    public async Task TheCommandsOfThePageMakeAKilledRunGood()
    {
        Directory.CreateDirectory(_folder["logs"]);
        _folder.Write("logs/app.log", KilledRun);
        var page = File.ReadAllText(Path.Combine(Sources.Root, "docs", "mtaiolog.md"));
        var block = CodeBlock.In(page.Split("### Known findings")[1], "sh")[0];
        var commands = block.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('#')[0].Trim()).ToArray();
        Assert.Equal(2, commands.Length);
        foreach (var command in commands)
        {
            var words = command.Split(' ').Skip(1).Select(w => w is "logs/app.log" or "known.json" ? _folder[w] : w);
            var run = await ToolRun.Of([.. words]);
            Assert.Equal((0, $"{_folder["logs/app.log"]}: complete but for 1 known finding"), (run.Code, run.Lines[0]));
        }
    }

    static string KilledRun => Clef.RunRecord(Killed) + Clef.Numbered(Killed, 1);

    static string KilledAgain =>
        Clef.RunRecord("bbbbbbb3", after: $"{Next}:0", bytes: (KilledRun + NextRun(3)).Length) + Clef.Numbered("bbbbbbb3", 1);

    static string NextRun(int count, bool isFirst = false) =>
        (isFirst ? Clef.RunRecord(Next) : Clef.RunRecord(Next, after: $"{Killed}:1", bytes: KilledRun.Length))
        + string.Concat(Enumerable.Range(1, count).Select(n => Clef.Numbered(Next, n))) + Clef.EndRecord(Next, count, count);

    JsonElement[] Entries() => [.. JsonDocument.Parse(File.ReadAllText(Known)).RootElement.EnumerateArray()];
}
