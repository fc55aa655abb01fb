using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Reading;

/// <summary>The numbers of records and the sink's own records, and what a template or an expression asks for in vain.</summary>
public sealed class NumbersTests : IDisposable
{
    const string Run = "k3x9f2ab";

    readonly TempFolder _folder = new();

    public static TheoryData<string> Logs => new("app.clef", "app.log");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task ExpressionsSeeTheRunAndTheNumber(string name)
    {
        var file = Written(name);
        Assert.Equal([2, 0], await Numbers(file, "cat", "--where", "@q > 1 or @q = 0 and @m like '%ends%'"));
        Assert.Equal([0, 1, 2, 0], await Numbers(file, "cat", "--where", $"@run = '{Run}'"));
        Assert.Equal([2], await Numbers(file, "tail", "--where", "@q = 2"));
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task TheRecordsOfTheSinkCanBeLeftOut(string name)
    {
        var file = Written(name);
        Assert.Equal([0, 1, 2, 0], await Numbers(file, "cat"));
        Assert.Equal([1, 2], await Numbers(file, "cat", "--events"));
        Assert.Equal([2], await Numbers(file, "tail", "--events", "-n", "1"));
    }

    [Theory]
    [InlineData("""{"@t":"2025-11-27T08:00:00Z","@mt":"…","DroppedEvents":3,"DropReason":"the queue was full"}""")]
    [InlineData("2025-11-27 08:00:00.000 +00:00 [WRN] 3 log events were dropped between 2025-11-27 08:00:00.000 +00:00 and "
        + "2025-11-27 08:00:00.000 +00:00: the queue was full (Information: 3)")]
    public async Task ADropNoticeWithoutNumberIsARecordOfTheSink(string notice)
    {
        var run = await ToolRun.Of("cat", "--events", _folder.Write("app.log", notice + "\n"));
        Assert.Equal((0, "", ""), (run.Code, run.Output, run.Error));
    }

    [Fact]
    public async Task ATemplateShowsTheNumber()
    {
        var run = await ToolRun.Of("cat", Written("app.clef"), "--events", "--template", "{Sequence} {Message}{NewLine}");
        Assert.Equal(("k3x9f2ab#1 Event\nk3x9f2ab#2 Event\n", ""), (run.Output.ReplaceLineEndings("\n"), run.Error));
    }

    [Theory]
    [InlineData("{Mesage}{NewLine}", "--template: no record that is shown has {Mesage}; did you mean {Message}?")]
    [InlineData("{Message} {Sequence}{NewLine}", "--template: no record that is shown has {Sequence}")]
    [InlineData("{Message", "--template shows the same for each record: names are in braces, such as {Message}")]
    [InlineData("{N} {Message} {OrderId}", "--template: no record that is shown has {OrderId}")]
    public async Task ANameOfATemplateThatNoRecordHasIsTold(string template, string note)
    {
        var run = await ToolRun.Of("cat", _folder.Write("app.log", Clef.Lines(1, 3)), "--template", template);
        Assert.Equal((0, $"mtaiolog: note: {note}\n"), (run.Code, run.Error));
    }

    [Fact]
    public async Task ATemplateForTextIsToldToHaveNoEffect()
    {
        var run = await ToolRun.Of("cat", Written("app.log"), "--template", "{Message}");
        Assert.Equal("mtaiolog: note: --template has no effect on records of text, which are shown as they are\n", run.Error);
    }

    [Theory]
    [InlineData("StatusCode >= 500", "StatusCode")]
    [InlineData("@l = 'Error' and Length(Path.Name) > 'Quoted' or @x is null", "Path and no @x")]
    public async Task AnExpressionThatCannotBeTrueForTextIsTold(string expression, string names)
    {
        var file = Written("app.log");
        foreach (var command in new[] { "cat", "tail" })
        {
            var run = await ToolRun.Of(command, file, "--where", expression);
            var note = $"mtaiolog: note: {file} has records of text, which have no {names}: --where sees only their @t, @l, @m, @run, @q\n";
            Assert.Equal((0, note), (run.Code, run.Error));
        }
    }

    [Theory]
    [InlineData("@Level = 'Error'", "@Level is not known, there are @t, @l, @m, @run, @q,")]
    [InlineData("@runn = 'k3x9f2ab'", "@runn is not known, did you mean @run? there are")]
    public async Task ANameThatNoRecordCanHaveIsAMistake(string expression, string message)
    {
        var run = await ToolRun.Of("cat", Written("app.clef"), "--where", expression);
        Assert.Equal(64, run.Code);
        Assert.StartsWith($"mtaiolog: --where \"{expression}\": {message}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyPathIsAMistake()
    {
        var run = await ToolRun.Of("cat", "");
        Assert.Equal((64, "mtaiolog: the path of a log is empty\n"), (run.Code, run.Error));
    }

    static async Task<IEnumerable<int>> Numbers(string file, params string[] args)
    {
        string[] raw = [.. args, file, "--raw"];
        var run = await ToolRun.Of(raw);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return run.Lines.Select(l => Regex.Match(l, "(?:\"@q\":|#)([0-9])").Groups[1].Value[0] - '0');
    }

    string Written(string name)
    {
        if (name == "app.clef")
        {
            return _folder.Write(
                name, Clef.RunRecord(Run) + Clef.Numbered(Run, 1) + Clef.Numbered(Run, 2) + Clef.EndRecord(Run, 2, 2));
        }
        const string Head = "2025-11-27 08:00:00.000 +00:00 [INF] " + Run;
        return _folder.Write(
            name,
            $"{Head}#0 Log run {Run} in this file: host=a process=1 started=2025-11-27T08:00:00.0000000+00:00 last=0 after=- bytes=0\n"
            + $"{Head}#1 Event\n{Head}#2 Event\n{Head}#0 Log run {Run} ends: last=2 written=2 dropped=-\n");
    }
}
