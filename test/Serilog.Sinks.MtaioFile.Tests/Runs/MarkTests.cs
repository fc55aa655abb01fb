using System.Text;
using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Runs;

/// <summary>Where the mark of a record stands, in each format and encoding.</summary>
public sealed partial class MarkTests : LogUnderTest
{
    [Fact]
    public void ATemplateWithoutTheTokenHasTheMarkBeforeTheMessage()
    {
        Write(OutputTemplate.Formatter("[{Level:u3}] {Message:lj}{NewLine}", null));
        Assert.Equal(["[INF] RUN#1 first", "[INF] RUN#2 {\"a\":1}"], Events());
    }

    [Fact]
    public void TheTokenPlacesTheMark()
    {
        Write(OutputTemplate.Formatter("{Sequence,-12}|{Message:lj}{NewLine}", null));
        Assert.Equal(["RUN#1  |first", "RUN#2  |{\"a\":1}"], Events(@"^\w{8}#[12] "));
    }

    [Fact]
    public void ATemplateWithoutMessageHasTheMarkAtItsStart()
    {
        Write(OutputTemplate.Formatter("{Level} {Text}{NewLine}", null), "t {Text}");
        Assert.Contains("RUN#1 Information first\n", Normalized(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void JsonHasTheMarkAtTheStartOfTheObject(bool rendered)
    {
        Write(rendered ? new RenderedCompactJsonFormatter() : new CompactJsonFormatter());
        Assert.All(Events(@"@q"":[12],"), l => Assert.StartsWith("{\"@run\":\"RUN\",\"@q\":", l, StringComparison.Ordinal));
        Assert.Equal(["1", "2"], Folder.Clef("app.log").Select(l => l.Text("@q")).Where(q => q != "0"));
        Assert.All(Folder.Clef("app.log"), l => Assert.Equal(Run(), l.Text("@run")));
    }

    [Fact]
    public void JsonOfAnotherFormatterHasTheMarkToo()
    {
        Write(new JsonFormatter());
        Assert.Equal(["1", "2"], Folder.Clef("app.log").Select(l => l.Text("@q")).Where(q => q != "0"));
    }

    [Fact]
    public void AnyOtherFormatterHasTheMarkAtTheStartOfEachRecord()
    {
        Write(new DelegateFormatter((e, output) => output.Write(e.RenderMessage() + "\n")), "{Text:l}");
        Assert.Equal(["RUN#1 first"], Events().Take(1));
    }

    [Fact]
    public void AFormatterThatMixesTextAndJsonHasTheRightMarkInEachRecord()
    {
        var formatter = new DelegateFormatter((e, output) =>
        {
            e.Properties.TryGetValue("Text", out var value);
            output.Write(((value as ScalarValue)?.Value as string ?? "own") + "\n");
        });
        string[] texts = ["{\"a\":1}", "text", "{}", "{\"b\":2}", "{\"c\":3}", "", "end"];
        using (var log = OpenPlain(new() { Sequence = true }, formatter))
        {
            foreach (var text in texts) log.Information("{Text}", text);
        }
        Assert.Equal(
            [
                "RUN#0 own", "{\"@run\":\"RUN\",\"@q\":1,\"a\":1}", "RUN#2 text", "RUN#3 {}", "{\"@run\":\"RUN\",\"@q\":4,\"b\":2}",
                "{\"@run\":\"RUN\",\"@q\":5,\"c\":3}", "RUN#6 ", "RUN#7 end", "RUN#0 own",
            ],
            Normalized().Split('\n')[..^1]);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("iso-8859-1")]
    public void AnotherEncodingHasTheSameMarks(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var options = new MtaioFileOptions { Sequence = true, Encoding = encoding };
        using (var log = OpenPlain(options, OutputTemplate.Formatter("{Message:lj}{NewLine}", null))) log.Information("é");
        var text = encoding.GetString(Folder.Bytes("app.log")[encoding.GetPreamble().Length..]);
        Assert.Matches(@"(?m)^\w{8}#1 é\r?$", text);
        var json = new DelegateFormatter((e, output) => output.Write($"{{\"m\":\"{e.RenderMessage()}\"}}\n"));
        using (var log = OpenPlain(options, json)) log.Information("é");
        text = encoding.GetString(Folder.Bytes("app.log")[encoding.GetPreamble().Length..]);
        Assert.Matches(@"(?m)^{""@run"":""\w{8}"",""@q"":1,""m"":""é""}$", text);
    }

    [Fact]
    public void EscapedAndClippedRecordsHaveTheirMarks()
    {
        var options = new MtaioFileOptions { Sequence = true, MaxEventBytes = 256, ControlCharacters = ControlCharacters.Escape };
        using (var log = OpenPlain(options, OutputTemplate.Formatter("{Message:lj}{NewLine}", null)))
        {
            log.Information("a\nb");
            log.Information("{Long}", new string('x', 1000));
        }
        var lines = Events();
        Assert.Equal("RUN#1 a\\nb", lines[0]);
        Assert.StartsWith("RUN#2 xxx", lines[1], StringComparison.Ordinal);
        Assert.True(lines[1].Length <= 256);
        Assert.Matches("^RUN#0 Log run RUN ends: last=2 written=2 dropped=-$", Normalized().Split('\n')[^2].TrimEnd('\r'));
    }

    [Fact]
    public void WithoutTheOptionTheTokenIsAPropertyAsAlways()
    {
        using (var log = OpenPlain(formatter: OutputTemplate.Formatter("{Sequence} {Message:lj}{NewLine}", null)))
        {
            log.ForContext("Sequence", 42).Information("x");
        }
        Assert.Equal($"42 x{Environment.NewLine}", Folder.Text("app.log"));
    }

    void Write(ITextFormatter formatter, string template = "{Text:l}")
    {
        using var log = OpenPlain(new() { Sequence = true }, formatter);
        log.Information(template, "first");
        log.Information(template, "{\"a\":1}");
    }

    string Run() => RunId().Match(Folder.Text("app.log")).Groups[1].Value;

    /// <summary>The file with RUN instead of the id of the run.</summary>
    string Normalized() => Folder.Text("app.log").Replace(Run(), "RUN", StringComparison.Ordinal).ReplaceLineEndings("\n");

    /// <summary>The lines of the events.</summary>
    string[] Events(string pattern = @"\w{8}#[12]\b")
    {
        var lines = Folder.Text("app.log").ReplaceLineEndings("\n").Split('\n').Where(l => Regex.IsMatch(l, pattern));
        return [.. lines.Select(l => l.Replace(Run(), "RUN", StringComparison.Ordinal))];
    }

    [GeneratedRegex(@"Log run (\w{8})|""@run"":""(?<1>\w{8})""|(?<1>\w{8})#0")]
    private static partial Regex RunId();
}
