using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "Required command was not provided.", "mtaiolog --help")]
    [InlineData("verify", "Required argument 'PATH' missing for command: 'verify'.", "mtaiolog verify --help")]
    [InlineData("config chekc a.json", "'chekc'", "mtaiolog config --help")]
    [InlineData("cat a.log --level Loud", "Did you mean one of the following? Debug Error Fatal", "mtaiolog cat --help")]
    [InlineData("cat a.log --since 5x", "--since = \"5x\": is no time; write a time such as 2026-11-27T08:30", "mtaiolog cat --help")]
    [InlineData("cat a.log --until 2026-13-01", "--until = \"2026-13-01\": is no time", "mtaiolog cat --help")]
    [InlineData("cat a.log --raw --template {Message}", "--template has no effect beside --raw", "mtaiolog cat --help")]
    [InlineData("tail a.log -n -1", "--number must not be negative", "mtaiolog tail --help")]
    [InlineData("verify a.log --silent 5", "--silent = \"5\": has no unit; did you mean \"5m\"?", "mtaiolog verify --help")]
    [InlineData("cat a.log --transaction x", "--transaction = \"x\": is no id of a transaction; write one such as", "mtaiolog cat --help")]
    public async Task AWrongCommandLineIsToldInLines(string line, string message, string help)
    {
        var run = await ToolRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((64, ""), (run.Code, run.Output));
        Assert.Contains(message, run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal($"mtaiolog: see {help}", run.ErrorLines[^1]);
        Assert.All(run.ErrorLines, l => Assert.StartsWith("mtaiolog: ", l, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("StatusCode >")]
    [InlineData("@l = 'Error")]
    [InlineData("NoFunction(1) = 2")]
    public async Task AWrongExpressionIsToldInOneLine(string expression)
    {
        var run = await ToolRun.Of("cat", "a.log", "--where", expression);
        Assert.Equal((64, ""), (run.Code, run.Output));
        var line = Assert.Single(run.ErrorLines);
        Assert.StartsWith($"mtaiolog: --where \"{expression}\": ", line, StringComparison.Ordinal);
        Assert.EndsWith("\"@l = 'Error' and @m like '%timeout%'\"", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tail a.log -n 99999999999", "--number = \"99999999999\": is no whole number up to 2147483647")]
    [InlineData("tail a.log -n x", "--number = \"x\": is no whole number")]
    [InlineData("verify a.log --archive-name x", "--archive-name: x is no pattern of archive names")]
    [InlineData("cat a.log --archive-name x", "--archive-name: x is no pattern of archive names")]
    [InlineData("cat a.log --level Loud", "--level = \"Loud\": is not known. Did you mean")]
    [InlineData("cat a.log --transaction x", "--transaction = \"x\": is no id")]
    public async Task AWrongValueIsToldWithoutNamesOfDotNet(string line, string message)
    {
        var run = await ToolRun.Of(line.Split(' '));
        Assert.Equal((64, ""), (run.Code, run.Output));
        Assert.StartsWith($"mtaiolog: {message}", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpNamesAllCommands()
    {
        var run = await ToolRun.Of("--help");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All(["verify", "cat", "tail", "config"], c => Assert.Contains($"  {c} ", run.Output, StringComparison.Ordinal));
    }
}
