using System.Runtime.InteropServices;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>A signal concerns the whole process, so these tests run alone; a handler of the test keeps the process alive.</summary>
[Collection(ProcessWideState.Name)]
public sealed class SignalFlushTests : LogUnderTest
{
    [Theory]
    [RequiresSignalData("TERM", PosixSignal.SIGTERM)]
    [RequiresSignalData("INT", PosixSignal.SIGINT)]
    [RequiresSignalData("HUP", PosixSignal.SIGHUP)]
    [RequiresSignalData("QUIT", PosixSignal.SIGQUIT)]
    public void ASignalThatWouldEndTheProcessFlushesTheSinksFirst(string name, PosixSignal signal)
    {
        using var survival = PosixSignalRegistration.Create(signal, context => context.Cancel = true);
        var unhurried = new MtaioBatchingOptions { Period = TimeSpan.FromHours(1), EagerlyEmitFirstEvent = false };
        var log = OpenPlain(new MtaioFileOptions { Batching = unhurried });
        for (var i = 0; i < 3; i++) log.Information("event {I}", i);

        Shell.Run("kill", $"-{name}", $"{Environment.ProcessId}");

        Eventually.True(() => Folder.Names is ["app.log"] && Folder.Bytes("app.log").Length == 24, "the events to be written");
        Assert.Equal("event 0\nevent 1\nevent 2\n", Folder.Text("app.log"));
    }
}
