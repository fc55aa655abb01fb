using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Verify;

/// <summary>A log in a folder that the user may not list is not said to be complete: its archives cannot be seen.</summary>
public sealed class DeniedFolderTests : IDisposable
{
    static readonly string[] AsNobody = ["--reuid", "65534", "--regid", "65534", "--clear-groups", "env", "HOME=/tmp", "dotnet"];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("archive")]
    public async Task TheFolderIsNamed(string name)
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(_folder["archive"]);
        var file = _folder.Write("app.log", Clef.Line(1));
        var denied = name.Length == 0 ? Path.GetDirectoryName(file)! : _folder[name];
        File.SetUnixFileMode(Path.GetDirectoryName(file)!, (UnixFileMode)Convert.ToInt32("755", 8));
        File.SetUnixFileMode(denied, (UnixFileMode)Convert.ToInt32("311", 8));
        var run = Environment.IsPrivilegedProcess
            ? await ToolProcess.Run("setpriv", [.. AsNobody, ToolProcess.Built, "verify", file])
            : await ToolProcess.Run("dotnet", ToolProcess.Built, "verify", file);
        File.SetUnixFileMode(denied, (UnixFileMode)Convert.ToInt32("755", 8));
        Assert.Equal((2, ""), (run.Code, run.Error));
        Assert.Contains($"{denied}: error: the folder cannot be listed", run.Output, StringComparison.Ordinal);
    }
}
