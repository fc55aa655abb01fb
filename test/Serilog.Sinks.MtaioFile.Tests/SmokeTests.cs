using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void EventsAreWrittenAsLines()
    {
        using var folder = new TempFolder();
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(folder["app.log"], Some.LineTemplate).CreateLogger())
        {
            log.Information("Hello");
            log.Information("World");
        }
        Assert.Equal("Hello\nWorld\n", folder.Text("app.log"));
        Assert.Equal(["app.log"], folder.Names);
    }
}
