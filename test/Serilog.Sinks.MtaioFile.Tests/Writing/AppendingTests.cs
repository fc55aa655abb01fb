using Microsoft.Extensions.Time.Testing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Events become lines at the end of the file, each once, in order.</summary>
public sealed class AppendingTests : LogUnderTest
{
    [Fact]
    public void ANewFileHoldsTheEventsAndNothingElse()
    {
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(Folder["app.log"], Some.LineTemplate).CreateLogger())
        {
            log.Information("Hello");
            log.Information("World");
        }
        Assert.Equal("Hello\nWorld\n"u8, Folder.Bytes("app.log"));
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Theory]
    [InlineData(true, "foo!\nboo!\n")]
    [InlineData(false, "boo!\n")]
    public void AnExistingFileIsContinuedOrEmptied(bool append, string expected)
    {
        Folder.Write("app.log", "foo!\n");
        using (var log = OpenPlain(new() { Append = append })) log.Information("boo!");
        Assert.Equal(expected, Folder.Text("app.log"));
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Fact]
    public void OpeningWithoutAppendEmptiesOnlyTheActiveFile()
    {
        Sized.Write(Folder, "app.log: p10; .1: o10");
        using (var log = OpenRotating(10, 3, new() { Append = false })) Sized.Log(log, "a10 b10");
        Sized.AssertFolder("app.log: b10; .1: a10; .2: o10", Folder);
    }

    [Fact]
    public async Task AFileThatIsReopenedInTheSameRunIsContinued()
    {
        Folder.Write("app.log", "from before\n");
        var (clock, handle) = (new FakeTimeProvider(), new MtaioFileHandle());
        using (var log = OpenPlain(new() { Append = false, TimeProvider = clock, Handle = handle }))
        {
            Sized.Log(log, "a4");
            await handle.FlushAsync();
            System.IO.File.Copy(Folder["app.log"], Folder["copy"]);
            FileInUse.Replace(Folder["app.log"], with: Folder["copy"]);
            clock.Advance(TimeSpan.FromSeconds(2));
            Sized.Log(log, "b4");
            await handle.FlushAsync();
            await handle.ReopenAsync();
            Sized.Log(log, "c4");
        }
        Sized.AssertFolder("app.log: a4 b4 c4", Folder);
    }

    [Fact]
    public void MissingDirectoriesAreCreated()
    {
        using (var log = OpenPlain(path: Folder["a/b/c/app.log"])) log.Information("deep");
        Assert.Equal(new Dictionary<string, string> { ["a/b/c/app.log"] = "deep\n" }, Folder.Files);
    }

    [Fact]
    public void WithoutEventsThereIsNoFile()
    {
        using (OpenRotating(10, 3))
        {
        }
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public void TenThreadsWriteEachOfTheirEventsOnceAndInOrder()
    {
        const int Threads = 10, Each = 1000;
        using (var log = OpenPlain(Patient.Options()))
        {
            var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
            {
                for (var i = 0; i < Each; i++) log.Information("{Thread}-{Index}", t, i);
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
        }
        var lines = Folder.Text("app.log").Split('\n');
        Assert.Equal("", lines[^1]);
        var byThread = lines[..^1].ToLookup(line => line.Split('-')[0]);
        Assert.Equal(Threads, byThread.Count);
        Assert.All(byThread, thread => Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{thread.Key}-{i}"), thread));
    }

    [Fact]
    public void AHundredThousandEventsOfOneThreadAreWrittenInOrder()
    {
        using (var log = OpenPlain(Patient.Options()))
        {
            for (var i = 0; i < 100_000; i++) log.Information("{Index}", i);
        }
        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")), Folder.Text("app.log"));
    }

    [Fact]
    public async Task AReaderSeesWrittenEventsAndDoesNotDisturbARotation()
    {
        using (var log = OpenRotating(10, 3))
        {
            log.Information("one");
            await FlushAsync();
            using var reader = new StreamReader(
                new FileStream(Folder["app.log"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            Assert.Equal("one\n", await reader.ReadToEndAsync());
            log.Information("two");
            log.Information("three");
            await FlushAsync();
            Assert.Equal("two\n", await reader.ReadToEndAsync());
        }
        Assert.Equal(("three\n", "one\ntwo\n"), (Folder.Text("app.log"), Folder.Text("app.log.1")));
        Assert.Empty(Listener.Failures);
    }
}
