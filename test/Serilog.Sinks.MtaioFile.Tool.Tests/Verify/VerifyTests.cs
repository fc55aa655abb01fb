using System.Text.Json;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Verify;

public sealed class VerifyTests : IDisposable
{
    const string Run = "k3x9f2ab";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ACompleteLogIsGood()
    {
        var run = await ToolRun.Of("verify", Complete("app.log"));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal($"{_folder["app.log"]}: complete", run.Lines[0]);
        var line = run.Lines.Single(l => l.Contains("another-host", StringComparison.Ordinal));
        Assert.Contains("1 to 2", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnnouncedLossesAreSummed()
    {
        var file = _folder.Write("app.log", Clef.RunRecord(Run) + Clef.Numbered(Run, 1) + Clef.DropNotice(Run, 3, "2-4")
            + Clef.Numbered(Run, 5) + Clef.EndRecord(Run, 5, 2));
        var run = await ToolRun.Of("verify", file);
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.Equal($"{file}: complete but for 3 announced losses", run.Lines[0]);
        Assert.Contains(run.Lines, l => l.Contains("the queue was full", StringComparison.Ordinal) && l.TrimEnd().EndsWith('3'));
    }

    [Fact]
    public async Task AGapHasItsLineAndByte()
    {
        var before = Clef.RunRecord(Run) + Clef.Numbered(Run, 1);
        var file = _folder.Write("app.log", before + Clef.Numbered(Run, 4) + Clef.EndRecord(Run, 4, 2));
        var run = await ToolRun.Of("verify", file);
        Assert.Equal((2, ""), (run.Code, run.Error));
        Assert.Equal($"{file}: incomplete", run.Lines[0]);
        Assert.StartsWith($"{file}:3 (byte {before.Length}): error: ", run.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWorstLogDecides()
    {
        var good = Complete("good.log");
        var bad = _folder.Write("bad.log", Clef.RunRecord(Run) + Clef.Numbered(Run, 2));
        var run = await ToolRun.Of("verify", bad, good);
        Assert.Equal(2, run.Code);
        Assert.Contains($"{good}: complete", run.Lines);
        Assert.Contains($"{bad}: incomplete", run.Lines);
    }

    [Fact]
    public async Task ALogThatIsMissingDoesNotKeepTheOthersFromBeingRead()
    {
        var good = Complete("good.log");
        var run = await ToolRun.Of("verify", _folder["none.log"], good);
        Assert.Equal(2, run.Code);
        Assert.Equal($"mtaiolog: there is no log at {_folder["none.log"]}", Assert.Single(run.ErrorLines));
        Assert.Contains($"{good}: complete", run.Lines);
    }

    [Fact]
    public async Task JsonHasEverything()
    {
        var records = Clef.RunRecord(Run) + Clef.Numbered(Run, 1) + Clef.Numbered(Run, 3) + Clef.EndRecord(Run, 3, 2);
        var file = _folder.Write("app.log", records);
        var run = await ToolRun.Of("verify", "--json", file, _folder["none.log"]);
        var logs = JsonDocument.Parse(run.Output).RootElement.GetProperty("logs");
        Assert.Equal(2, run.Code);
        Assert.Equal("Incomplete", logs[0].GetProperty("verdict").GetString());
        var finding = logs[0].GetProperty("findings")[0];
        Assert.Equal("MissingNumbers", finding.GetProperty("kind").GetString());
        Assert.Equal((file, 3), (finding.GetProperty("file").GetString(), finding.GetProperty("line").GetInt32()));
        Assert.Equal(Run, logs[0].GetProperty("runs")[0].GetProperty("id").GetString());
        Assert.Equal("Unreadable", logs[1].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task AHundredFindingsAreWritten()
    {
        var records = string.Concat(Enumerable.Range(1, 151).Select(n => Clef.Numbered(Run, 2 * n)));
        var file = _folder.Write("app.log", Clef.RunRecord(Run) + records);
        var text = await ToolRun.Of("verify", file);
        var json = await ToolRun.Of("verify", "--json", file);
        var found = JsonDocument.Parse(json.Output).RootElement.GetProperty("logs")[0].GetProperty("findings").GetArrayLength();
        Assert.Equal(100, text.Lines.Count(l => l.StartsWith($"{file}:", StringComparison.Ordinal)) - 1);
        Assert.Equal($"and {found - 100} more (--json has them)", text.Lines[101]);
    }

    [Fact]
    public async Task SilentSpansAreToldIfAsked()
    {
        var file = Complete("app.log");
        var without = await ToolRun.Of("verify", file);
        var with = await ToolRun.Of("verify", file, "--silent", "500ms");
        Assert.DoesNotContain(":3 (byte", without.Output, StringComparison.Ordinal);
        Assert.Contains(":3 (byte", with.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no key!", "has no key in base64")]
    [InlineData("AAAA", "must have at least 16")]
    public async Task AWrongKeyFileIsToldInOneLine(string text, string message)
    {
        var run = await ToolRun.Of("verify", Complete("app.log"), "--key-file", _folder.Write("key", text));
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(message, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    string Complete(string name) =>
        _folder.Write(name, Clef.RunRecord(Run) + Clef.Numbered(Run, 1) + Clef.Numbered(Run, 2) + Clef.EndRecord(Run, 2, 2));
}
