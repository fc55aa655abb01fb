using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Sinks that are closed one after another: those whose disk hangs take one ShutdownTimeout together.</summary>
public sealed class SharedShutdownTimeTests : LogUnderTest
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ManySinksOnAHungDiskTakeTheTimeOfOne(bool asynchronously)
    {
        // More than Hang allows, if each took its own second, or a quarter of it.
        const int Many = 200;
        using var gate = new AppendGate();
        var logs = new List<Logger>();
        for (var i = 0; i < Many; i++) logs.Add(OpenHung(gate, $"{i}.log", Second));
        await Hang.FailsAsync(Task.Run(async () =>
        {
            foreach (var log in logs)
            {
                if (asynchronously) await log.DisposeAsync();
                else log.Dispose();
            }
        }));
        Assert.Equal(Many, Listener.MessagesOf(LoggingFailureKind.Final).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ManySinksWhoseFilesCannotBeOpenedTakeTheTimeOfOne(bool asynchronously)
    {
        // More than Hang allows, if each took a twentieth of a second.
        var many = Place.SamplesOfFiles(1000);
        Directory.CreateDirectory(Folder["folder"]);
        var logs = new List<Logger>();
        for (var i = 0; i < many; i++)
        {
            var log = OpenPlain(new() { ShutdownTimeout = Second }, path: Folder["folder"]);
            log.Information("e");
            logs.Add(log);
        }
        await Hang.FailsAsync(Task.Run(async () =>
        {
            foreach (var log in logs)
            {
                if (asynchronously) await log.DisposeAsync();
                else log.Dispose();
            }
        }));
        Assert.Equal(many, Listener.MessagesOf(LoggingFailureKind.Final).Length);
    }

    [Fact]
    public async Task ASinkWhoseFormatterIsSlowKeepsItsTime()
    {
        const int Events = 50;
        var timeout = TimeSpan.FromSeconds(4);
        using var hung = new AppendGate();
        var first = OpenHung(hung, "hung.log", timeout);
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            Thread.Sleep(100);
            output.Write(logEvent.RenderMessage() + "\n");
        });
        var second = OpenPlain(new() { ShutdownTimeout = timeout }, formatter, path: Folder["slow.log"]);
        for (var i = 0; i < Events; i++) second.Information("e");
        await Hang.FailsAsync(Task.Run(first.Dispose));
        await Hang.FailsAsync(Task.Run(second.Dispose));
        Assert.Equal(Events, Folder.Text("slow.log").Split('\n').Length - 1);
    }

    [Fact]
    public async Task ASinkThatMakesProgressKeepsItsTime()
    {
        using var hung = new AppendGate();
        using var slow = new AppendGate();
        var first = OpenHung(hung, "hung.log", Second);
        var second = OpenHung(slow, "slow.log", TimeSpan.FromSeconds(30));
        second.Information("e2");
        await Hang.FailsAsync(Task.Run(first.Dispose));
        slow.Open();
        await Hang.FailsAsync(Task.Run(second.Dispose));
        Assert.Equal("e1\ne2\n", Folder.Text("slow.log"));
    }

    [Fact]
    public async Task ASinkWhoseDiskIsWellAgainGetsItsLastAttempt()
    {
        var isFull = true;
        var full = new FailingFileSystem();
        full.Before = (operation, _) =>
        {
            if (operation == FileOperation.Append && Volatile.Read(ref isFull)) throw new IOException("fails");
        };
        var second = OpenPlain(new() { ShutdownTimeout = Second }, fileSystem: full, path: Folder["full.log"]);
        second.Information("e1");
        Eventually.True(() => Listener.Failures.Count > 0, "the failure");
        using var hung = new AppendGate();
        var first = OpenHung(hung, "hung.log", Second);
        await Hang.FailsAsync(Task.Run(first.Dispose));
        Volatile.Write(ref isFull, false);
        await Hang.FailsAsync(Task.Run(second.Dispose));
        Assert.Equal("e1\n", Folder.Text("full.log"));
    }

    Logger OpenHung(AppendGate gate, string name, TimeSpan shutdownTimeout)
    {
        var log = OpenPlain(new() { ShutdownTimeout = shutdownTimeout }, fileSystem: gate.FileSystem, path: Folder[name]);
        log.Information("e1");
        Eventually.True(() => System.IO.File.Exists(Folder[name]), "the write");
        return log;
    }
}
