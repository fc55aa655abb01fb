using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Wrappers;

[Collection(ProcessWideState.Name)]
public sealed class StaticLoggerTests : LogUnderTest
{
    [Fact]
    public void CloseAndFlushWritesWhatWaits()
    {
        Start(Folder);
        Log.CloseAndFlush();
        Assert.Equal("waits\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task CloseAndFlushAsyncWritesWhatWaits()
    {
        Start(Folder);
        await Log.CloseAndFlushAsync();
        Assert.Equal("waits\n", Folder.Text("app.log"));
    }

    static void Start(TempFolder folder)
    {
        var options = new MtaioFileOptions { Batching = { Period = TimeSpan.FromHours(1), EagerlyEmitFirstEvent = false } };
        Log.Logger = new LoggerConfiguration().WriteTo.MtaioFile(folder["app.log"], Some.LineTemplate, options: options).CreateLogger();
        Log.Information("waits");
    }
}
