using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Wrappers;

[Collection(ProcessWideState.Name)]
public sealed class StaticLoggerTests
{
    [Fact]
    public void CloseAndFlushWritesWhatWaits()
    {
        using var folder = new TempFolder();
        Start(folder);
        Log.CloseAndFlush();
        Assert.Equal("waits\n", folder.Text("app.log"));
    }

    [Fact]
    public async Task CloseAndFlushAsyncWritesWhatWaits()
    {
        using var folder = new TempFolder();
        Start(folder);
        await Log.CloseAndFlushAsync();
        Assert.Equal("waits\n", folder.Text("app.log"));
    }

    static void Start(TempFolder folder)
    {
        var options = new MtaioFileOptions { Batching = { Period = TimeSpan.FromHours(1), EagerlyEmitFirstEvent = false } };
        Log.Logger = new LoggerConfiguration().WriteTo.MtaioFile(folder["app.log"], Some.LineTemplate, options: options).CreateLogger();
        Log.Information("waits");
    }
}
