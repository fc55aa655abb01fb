using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Wrappers;

/// <summary>The static Log closes the sink.</summary>
[Collection(ProcessWideState.Name)]
public sealed class StaticLoggerTests : LogUnderTest
{
    [Fact]
    public void CloseAndFlushWritesQueuedEvents()
    {
        Start(Folder);
        Log.CloseAndFlush();
        Assert.Equal("waits\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task CloseAndFlushAsyncWritesQueuedEvents()
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
