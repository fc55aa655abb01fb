using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests;

/// <summary>What only a process of its own shows: pipes, files as output, signals.</summary>
public sealed class ProcessTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task APipeThatIsClosedEndsTheCommandQuietly()
    {
        var file = _folder.Write("app.log", string.Concat(Enumerable.Repeat(Clef.Lines(1, 50), 2000)));
        using var process = ToolProcess.Start("dotnet", ToolProcess.Built, "cat", file);
        Assert.Equal(Clef.Shown(1), await process.StandardOutput.ReadLineAsync());
        process.StandardOutput.Close();
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task AFileAsOutputIsContinued()
    {
        if (OperatingSystem.IsWindows()) return;
        var file = _folder.Write("app.log", Clef.Line(1));
        var command = $"echo before > \"$1\"; dotnet \"$2\" cat \"$3\" >> \"$1\"; (dotnet \"$2\" cat \"$3\"; echo after) >> \"$1\"";
        var run = await ToolProcess.Run("sh", "-c", command, "sh", _folder["out"], ToolProcess.Built, file);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(["before", Clef.Shown(1), Clef.Shown(1), "after"], File.ReadAllLines(_folder["out"]));
    }

    [Fact]
    public async Task OutputThatIsNoTerminalHasNoColours()
    {
        var file = _folder.Write("app.log", Clef.Line(1, "Error"));
        var cat = await ToolProcess.Run("dotnet", ToolProcess.Built, "cat", file);
        var verify = await ToolProcess.Run("dotnet", ToolProcess.Built, "verify", file);
        Assert.Equal($"{Clef.Shown(1, "ERR")}\n", cat.Output.ReplaceLineEndings("\n"));
        Assert.DoesNotContain('\u001b', verify.Output + verify.Error);
    }

    [Fact]
    public async Task ATerminalGetsNoOrdersFromValuesAndPaths()
    {
        if (!OperatingSystem.IsLinux()) return;
        const string Settings = """
            { "Serilog": { "WriteTo": [ { "Name": "MtaioFile", "Args": { "path": "a.log", "b\u001b[2J": "\r\u202e" } } ] } }
            """;
        var check = await OnTerminal("config", "check", _folder.Write("a\u001b[2J.json", Settings));
        var verify = await OnTerminal("verify", _folder["none\u001b[2J.log"]);
        Assert.Contains("a\\u001b[2J.json:1:", check, StringComparison.Ordinal);
        Assert.Contains("b\\u001b[2J = \"\\u000d\\u202e\"", check, StringComparison.Ordinal);
        Assert.Contains("none\\u001b[2J.log", verify, StringComparison.Ordinal);
        Assert.All([check, verify], o => Assert.DoesNotContain("\u001b[2J", o, StringComparison.Ordinal));
    }

    /// <summary>What the tool writes on a terminal that <c>script</c> makes.</summary>
    static async Task<string> OnTerminal(params string[] args)
    {
        var command = string.Join(' ', args.Prepend(ToolProcess.Built).Prepend("dotnet").Select(a => $"'{a}'"));
        return (await ToolProcess.Run("script", "--quiet", "--command", command, "/dev/null")).Output;
    }

    [Fact]
    public async Task ExitCodesReachTheShell()
    {
        var run = await ToolProcess.Run("dotnet", ToolProcess.Built, "verify", _folder["none.log"]);
        Assert.Equal((2, "", $"mtaiolog: there is no log at {_folder["none.log"]}"), (run.Code, run.Output, run.Error.Trim()));
        Assert.Equal(64, (await ToolProcess.Run("dotnet", ToolProcess.Built, "cat")).Code);
    }
}
