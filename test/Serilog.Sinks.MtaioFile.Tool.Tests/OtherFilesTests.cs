using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests;

/// <summary>What is no regular file is refused where a small file is read whole.</summary>
public sealed class OtherFilesTests : IDisposable
{
    static readonly TimeSpan LongTime = TimeSpan.FromSeconds(30);

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("config check")]
    [InlineData("config migrate")]
    [InlineData("verify app.log --key-file")]
    public async Task AFifoIsRefusedAtOnce(string command)
    {
        if (OperatingSystem.IsWindows()) return;
        await ToolProcess.Run("mkfifo", _folder["fifo"]);
        // Another thread may be awaited for a time only.
        var run = await Task.Run(() => ToolRun.Of([.. command.Split(' '), _folder["fifo"]])).WaitAsync(LongTime);
        var expected = $"mtaiolog: {_folder["fifo"]} is no regular file; write the path of a file\n";
        Assert.Equal((2, "", expected), (run.Code, run.Output, run.Error));
    }

    [Theory]
    [InlineData("config check")]
    [InlineData("config migrate")]
    [InlineData("verify app.log --key-file")]
    public async Task ADeviceWithoutEndIsRefused(string command)
    {
        if (OperatingSystem.IsWindows()) return;
        File.CreateSymbolicLink(_folder["link"], "/dev/zero");
        var run = await ToolRun.Of([.. command.Split(' '), _folder["link"]]);
        var expected = $"mtaiolog: {_folder["link"]} is no regular file; write the path of a file\n";
        Assert.Equal((2, "", expected), (run.Code, run.Output, run.Error));
    }

    [Fact]
    public void AKeyIsReadUpToALimit()
    {
        var key = Convert.ToBase64String(new byte[32]);
        var (fits, isLarger) = (_folder.Write("a", key.PadRight(64 * 1024)), _folder.Write("b", key.PadRight(64 * 1024 + 1)));
        Assert.Equal("with key", HashChain.Parse($"file:{fits}").ToString());
        var refused = Assert.Throws<FormatException>(() => HashChain.Parse($"file:{isLarger}"));
        Assert.Equal($"{isLarger} has more than 64 KiB; a key is much shorter", refused.Message);
    }
}
