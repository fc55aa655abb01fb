using System.IO.Compression;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Reading;

/// <summary>What cannot be shown is told, and the exit code says so.</summary>
public sealed class LeftOutTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cat")]
    [InlineData("tail")]
    public async Task ADamagedArchiveIsTold(string command)
    {
        var path = _folder.Write("app.log", Clef.Lines(11, 20));
        using (var compressed = new MemoryStream())
        {
            using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true))
                gzip.Write(System.Text.Encoding.UTF8.GetBytes(Clef.Lines(1, 10)));
            File.WriteAllBytes(_folder["app.log.1.gz"], compressed.ToArray()[..^12]);
        }
        var run = await ToolRun.Of(command, path);
        Assert.Equal(2, run.Code);
        Assert.Contains($"{path}.1.gz", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Contains(Clef.Shown(20), run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIntactLogLeavesNothingOut()
    {
        var path = _folder.Write("app.log", Clef.Lines(1, 20));
        Assert.Equal((0, ""), (await ToolRun.Of("cat", path)) is var run ? (run.Code, run.Error) : default);
    }
}
