using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Packaging;

/// <summary>The package is packed, and installed as users install it.</summary>
public sealed class InstalledToolTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ThePackedToolInstallsAndRuns()
    {
        var project = Path.Combine(Sources.Root, "src", "Serilog.Sinks.MtaioFile.Tool");
        await Good("dotnet", "pack", project, "-c", Sources.BuiltAs, "-o", _folder["packages"]);
        await Good(
            "dotnet", "tool", "install", "Serilog.Sinks.MtaioFile.Tool", "--tool-path", _folder["tools"],
            "--add-source", _folder["packages"], "--no-cache", "--allow-downgrade");
        var tool = Path.Combine(_folder["tools"], OperatingSystem.IsWindows() ? "mtaiolog.exe" : "mtaiolog");
        var file = _folder.Write("appsettings.json", """
            { "Serilog": { "WriteTo": [ { "Name": "MtaioFile", "Args": { "path": "a.log", "colour": "red" } } ] } }
            """);
        var check = await ToolProcess.Run(tool, "config", "check", file);
        Assert.Equal((1, ""), (check.Code, check.Error));
        Assert.Contains("colour = \"red\": is not known", check.Output, StringComparison.Ordinal);
        var help = await ToolProcess.Run(tool, "--help");
        Assert.All(["verify", "cat", "tail", "config"], c => Assert.Contains(c, help.Output, StringComparison.Ordinal));
    }

    static async Task Good(string program, params string[] args)
    {
        var run = await ToolProcess.Run(program, args);
        Assert.True(run.Code == 0, run.Output + run.Error);
    }
}
