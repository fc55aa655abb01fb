using Serilog.Core;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Many sinks in one process, as with a file for each tenant.</summary>
public sealed class ManySinksTests : LogUnderTest
{
    const int Many = 500;

    /// <summary>
    /// Of the whole process. Usually there are about twenty. A busy machine looks like a slow disk, for which there are more for seconds.
    /// </summary>
    const int MostThreads = Many / 2;

    [Fact]
    public void ManySinksWriteEverythingOnAFewThreads()
    {
        using var process = WriterProcess.Start($"open-many {Many} folder={Folder.Path}", "write-to-many 3");
        process.Await("wrote");
        AwaitFewThreads(process);
        process.Ask("dispose-many", "disposed");
        Assert.All(Enumerable.Range(0, Many), i => Assert.Equal("0\n1\n2\n", Folder.Text($"{i}.log")));
    }

    [Fact]
    public async Task SinksWhoseDiskHangsDoNotStopTheOthers()
    {
        List<AppendGate> gates = [.. Enumerable.Range(0, 20).Select(_ => new AppendGate())];
        try
        {
            for (var i = 0; i < gates.Count; i++)
            {
                OpenPlain(new() { ShutdownTimeout = TimeSpan.Zero }, fileSystem: gates[i].FileSystem, path: Folder[$"hung{i}.log"])
                    .Information("hangs");
            }
            foreach (var gate in gates) gate.AwaitWorker();
            foreach (var log in OpenMany(50)) log.Information("goes on");
            var other = OpenPlain();
            other.Information("goes on");
            await FlushAsync();
            Assert.Equal("goes on\n", Folder.Text("app.log"));
            Eventually.True(() => Enumerable.Range(0, 50).All(i => Folder.Text($"{i}.log") == "goes on\n"), "the other sinks");
        }
        finally
        {
            foreach (var gate in gates) gate.Dispose();
        }
    }

    [Fact]
    public void SinksThatWaitForTheirNextAttemptDoNotHoldUpThreads()
    {
        Folder.Write("obstacle", "no folder");
        using var process = WriterProcess.Start($"open-many {Many} folder={Folder["obstacle"]}", "write-to-many 1");
        Eventually.True(() => process.Failures.Count >= Many, "the failures");
        AwaitFewThreads(process);
        process.Ask($"open path={Folder["app.log"]}", "opened");
        process.Ask("write 1", "wrote");
        process.Ask("flush", "acked");
        System.IO.File.Delete(Folder["obstacle"]);
        var files = Enumerable.Range(0, Many).Select(i => Path.Combine("obstacle", $"{i}.log")).ToArray();
        Eventually.True(() => files.All(f => System.IO.File.Exists(Folder[f])) && files.All(f => Folder.Text(f) == "0\n"), "the retries");
    }

    [Fact]
    public async Task AFormatterMayWaitForAnotherSink()
    {
        var inner = OpenPlain(path: Folder["inner.log"]);
        var handle = Handle;
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            inner.Information("inner");
            handle.FlushAsync().Wait(TimeSpan.FromSeconds(30));
            output.Write($"{logEvent.RenderMessage()} {FileInUse.Text(Folder["inner.log"])}");
        });
        var outer = OpenPlain(formatter: formatter);
        outer.Information("outer");
        await FlushAsync();
        Assert.Equal("outer inner\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task ASinkThatWasNeverUsedIsClosedOnTheCallersThread()
    {
        var fileSystem = new FailingFileSystem();
        OpenPlain(new() { Shared = true }, fileSystem: fileSystem).Dispose();
        await OpenPlain(fileSystem: fileSystem).DisposeAsync();
        Assert.Empty(Folder.Names.Except(["app.log.lock"]));
        Assert.True(Handle.FlushAsync().IsCompletedSuccessfully);
        Handle.ShouldHaveCounted(accepted: 0, written: 0, pending: 0);
    }

    [Fact]
    public async Task ASinkThatWasNeverUsedIsClosedWhileAnotherOneHangsOnItsPath()
    {
        using var gate = new AppendGate();
        OpenPlain(new() { ShutdownTimeout = TimeSpan.Zero }, fileSystem: gate.FileSystem).Information("hangs");
        gate.AwaitWorker();
        var unused = OpenPlain();
        await Hang.FailsAsync(unused.DisposeAsync().AsTask());
    }

    static void AwaitFewThreads(WriterProcess process) =>
        Eventually.True(() => process.AskNumber("threads", "threads") <= MostThreads, "few threads", TimeSpan.FromMinutes(1));

    Logger[] OpenMany(int count) =>
        [.. Enumerable.Range(0, count).Select(i => OpenPlain(path: Folder[$"{i}.log"], options: new() { Handle = new MtaioFileHandle() }))];
}
