using Microsoft.Extensions.Time.Testing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Events become lines at the end of the file, each once, in order.</summary>
public sealed class AppendingTests
{
    [Fact]
    public void ANewFileHoldsTheEventsAndNothingElse()
    {
        using var folder = new TempFolder();
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(folder["app.log"], Some.LineTemplate).CreateLogger())
        {
            log.Information("Hello");
            log.Information("World");
        }
        Assert.Equal("Hello\nWorld\n"u8, folder.Bytes("app.log"));
        Assert.Equal(["app.log"], folder.Names);
    }

    [Theory]
    [InlineData(true, "foo!\nboo!\n")]
    [InlineData(false, "boo!\n")]
    public void AnExistingFileIsContinuedOrEmptied(bool append, string expected)
    {
        using var folder = new TempFolder();
        folder.Write("app.log", "foo!\n");
        using (var log = Open.Plain(folder["app.log"], new() { Append = append })) log.Information("boo!");
        Assert.Equal(expected, folder.Text("app.log"));
        Assert.Equal(["app.log"], folder.Names);
    }

    [Fact]
    public void EmptyingIsForTheActiveFileOnly()
    {
        using var folder = new TempFolder();
        Sized.Write(folder, "app.log: p10; .1: o10");
        using (var log = Open.Rotating(folder["app.log"], 10, 3, new() { Append = false })) Sized.Log(log, "a10 b10");
        Sized.AssertFolder("app.log: b10; .1: a10; .2: o10", folder);
    }

    [Fact]
    public async Task AFileThatIsOpenedAgainInTheSameRunIsContinued()
    {
        using var folder = new TempFolder();
        folder.Write("app.log", "from before\n");
        var (clock, handle) = (new FakeTimeProvider(), new MtaioFileHandle());
        using (var log = Open.Plain(folder["app.log"], new() { Append = false, TimeProvider = clock, Handle = handle }))
        {
            Sized.Log(log, "a4");
            await handle.FlushAsync();
            System.IO.File.Copy(folder["app.log"], folder["copy"]);
            System.IO.File.Move(folder["copy"], folder["app.log"], overwrite: true);
            clock.Advance(TimeSpan.FromSeconds(2));
            Sized.Log(log, "b4");
            await handle.FlushAsync();
            await handle.ReopenAsync();
            Sized.Log(log, "c4");
        }
        Sized.AssertFolder("app.log: a4 b4 c4", folder);
    }

    [Fact]
    public void MissingDirectoriesAreCreated()
    {
        using var folder = new TempFolder();
        using (var log = Open.Plain(folder["a/b/c/app.log"])) log.Information("deep");
        Assert.Equal(new Dictionary<string, string> { ["a/b/c/app.log"] = "deep\n" }, folder.Files);
    }

    [Fact]
    public void WithoutEventsThereIsNoFile()
    {
        using var folder = new TempFolder();
        using (Open.Rotating(folder["app.log"], 10, 3))
        {
        }
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void TenThreadsWriteEachOfTheirEventsOnceAndInOrder()
    {
        const int Threads = 10, Each = 1000;
        using var folder = new TempFolder();
        using (var log = Open.Plain(folder["app.log"], Patient.Options()))
        {
            var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
            {
                for (var i = 0; i < Each; i++) log.Information("{Thread}-{Index}", t, i);
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
        }
        var lines = folder.Text("app.log").Split('\n');
        Assert.Equal("", lines[^1]);
        var byThread = lines[..^1].ToLookup(line => line.Split('-')[0]);
        Assert.Equal(Threads, byThread.Count);
        Assert.All(byThread, thread => Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{thread.Key}-{i}"), thread));
    }

    [Fact]
    public void AHundredThousandEventsOfOneThreadAreWrittenInOrder()
    {
        using var folder = new TempFolder();
        using (var log = Open.Plain(folder["app.log"], Patient.Options()))
        {
            for (var i = 0; i < 100_000; i++) log.Information("{Index}", i);
        }
        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")), folder.Text("app.log"));
    }

    [Fact]
    public async Task AReaderSeesWhatIsWrittenAndStandsInNobodysWay()
    {
        using var folder = new TempFolder();
        var handle = new MtaioFileHandle();
        var listener = new CollectingFailureListener();
        using (var log = Open.Rotating(folder["app.log"], 10, 3, new() { Handle = handle }, listener: listener))
        {
            log.Information("one");
            await handle.FlushAsync();
            using var reader = new StreamReader(new FileStream(folder["app.log"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            Assert.Equal("one\n", await reader.ReadToEndAsync());
            log.Information("two");
            log.Information("three");
            await handle.FlushAsync();
            Assert.Equal("two\n", await reader.ReadToEndAsync());
        }
        Assert.Equal(("three\n", "one\ntwo\n"), (folder.Text("app.log"), folder.Text("app.log.1")));
        Assert.Empty(listener.Failures);
    }
}
