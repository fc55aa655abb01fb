using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Processes that code of the application ends while a sink is calling that code.</summary>
public sealed class ExitFromInsideTests : LogUnderTest
{
    const string LongShutdown = "shutdown=600000";

    [RequiresTheory("kill")]
    [InlineData("Formatter")]
    [InlineData("Listener")]
    public void AnExitOnTheThreadOfTheSinkDoesNotWaitForItself(string place)
    {
        using var process = WriterProcess.Start(Open(place), "write 10", "flush", "exit-inside");
        Assert.Equal(0, process.AwaitExit());
        NumberedFiles.Read(LogPath).AreExactly(1, 10);
        if (place == "Formatter") Assert.Contains(process.Failures, f => f.Contains("Final - 1 events", StringComparison.Ordinal));
    }

    [RequiresTheory("kill")]
    [InlineData("Rotated", "")]
    [InlineData("Deleting", "archiveName={name}.{date}.{n:000} backups=1")]
    [InlineData("Deleting", "backups=1")]
    [InlineData("DeletingListener", "archiveName={name}.{date}.{n:000} backups=1")]
    public void AnExitFromAHookOrFromTheListenerAfterItDoesNotWaitForItself(string place, string options)
    {
        using var process = WriterProcess.Start(
            $"{Open(place)} {options}", "write 10", "rotate", "write 10", "rotate", "write 10", "rotate");
        Assert.Equal(0, process.AwaitExit());
    }

    [RequiresTheory("kill")]
    [InlineData(true)]
    [InlineData(false)]
    public void ClosingTheLoggerDuringSuchAnExitDoesNotWaitEither(bool handlerComesFirst)
    {
        string[] opening = [Open("Formatter"), "dispose-when-ending"];
        if (handlerComesFirst) Array.Reverse(opening);
        using var process = WriterProcess.Start([.. opening, "write 10", "flush", "exit-inside"]);
        Assert.Equal(0, process.AwaitExit());
        NumberedFiles.Read(LogPath).AreExactly(1, 10);
    }

    [RequiresTheory("kill")]
    [InlineData("write-when-ending 1")]
    [InlineData("dispose-when-ending")]
    public void AnAuditSinkThatIsUsedDuringSuchAnExitDoesNotWaitForEver(string handler)
    {
        using var process = WriterProcess.Start(
            $"open path={LogPath} kind=audit shutdown=500 exits-in=Formatter", handler, "write 10", "exit-inside");
        process.AwaitExit();
        NumberedFiles.Read(LogPath).AreExactly(1, 10);
    }

    [RequiresFact("kill")]
    public void ASlowFormatterLosesNoEventAtTheExit()
    {
        using var process = WriterProcess.Start($"open path={LogPath} {LongShutdown} slow=500", "write 12", "exit");
        Assert.Equal(0, process.AwaitExit());
        NumberedFiles.Read(LogPath).AreExactly(1, 12);
    }

    string Open(string place) => $"open path={LogPath} {LongShutdown} exits-in={place}";
}
