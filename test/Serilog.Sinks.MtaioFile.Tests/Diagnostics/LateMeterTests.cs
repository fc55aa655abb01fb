using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Diagnostics;

/// <summary>Each listener of meters hears of all instruments, whenever it begins to listen.</summary>
public sealed class LateMeterTests : IDisposable
{
    const int Instruments = 9;

    readonly TempFolder _folder = new();

    string Open => $"open path={_folder["app.log"]}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AListenerThatWasThereBeforeTheSinkHearsOfAllInstrumentsAtOnce()
    {
        using var process = WriterProcess.Start("listen", Open);
        process.Await("opened");
        Assert.Equal(Instruments, process.AskNumber("instruments", "instruments"));
    }

    [Fact]
    public void AListenerThatComesAfterTheSinkHearsOfAllInstrumentsWithTheNextEvent()
    {
        using var process = WriterProcess.Start(Open, "listen", "write 1", "flush");
        process.Await("acked");
        Assert.Equal(Instruments, process.AskNumber("instruments", "instruments"));
    }

    [Fact]
    public void AListenerThatComesAfterAllEventsHearsOfAllInstrumentsLater()
    {
        using var process = WriterProcess.Start(Open, "write 1", "flush", "listen");
        process.Await("listening");
        Eventually.True(() => process.AskNumber("instruments", "instruments") == Instruments, "the instruments");
    }

    [Fact]
    public void AListenerThatComesAfterAnAuditSinkHearsOfAllInstrumentsAtOnce()
    {
        using var process = WriterProcess.Start($"{Open} kind=audit", "listen");
        process.Await("listening");
        Assert.Equal(Instruments, process.AskNumber("instruments", "instruments"));
    }
}
