using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Where the files are, and what happens when the path cannot be one.</summary>
public sealed class PathTests
{
    [Theory]
    [InlineData("app")]
    [InlineData(".app")]
    [InlineData("app.")]
    [InlineData("nlog !@#$%^&()_-=+ .log")]
    [InlineData("日本語.log")]
    [InlineData("app.log.1")]
    [InlineData("{braces}")]
    public void ArchivesAreNamedAfterTheFile(string name)
    {
        using var folder = new TempFolder();
        using (var log = Open.Rotating(folder[name], 10, 2)) Sized.Log(log, "a10 b10 c10 d10");
        Assert.Equal(
            new Dictionary<string, string> { [name] = Sized.Text("d10"), [name + ".1"] = Sized.Text("c10"), [name + ".2"] = Sized.Text("b10") },
            folder.Files);
    }

    [Fact]
    public void AFileBehindALinkIsWrittenAndArchivedUnderTheNameOfTheLink()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["real"]);
        folder.Write("real/x.log", "");
        System.IO.File.CreateSymbolicLink(folder["app.log"], folder["real/x.log"]);
        using (var log = Open.Rotating(folder["app.log"], 10, 3)) Sized.Log(log, "a10 b10 c4");
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "real"], folder.Names);
        Assert.Equal(folder["real/x.log"], new FileInfo(folder["app.log"]).LinkTarget);
        Assert.All(["app.log.1", "app.log.2"], name => Assert.Null(new FileInfo(folder[name]).LinkTarget));
        Assert.Equal((Sized.Text("c4"), Sized.Text("b10"), Sized.Text("a10")), (folder.Text("real/x.log"), folder.Text("app.log.1"), folder.Text("app.log.2")));
    }

    [Fact]
    public void ALinkThatLeadsNowhereYetIsFollowed()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["real"]);
        System.IO.File.CreateSymbolicLink(folder["app.log"], "real/x.log");
        using (var log = Open.Rotating(folder["app.log"], 10, 3)) Sized.Log(log, "a10 b10");
        Assert.Equal((Sized.Text("b10"), Sized.Text("a10")), (folder.Text("real/x.log"), folder.Text("app.log.1")));
    }

    [RequiresFact]
    public void ADeviceNeverRotatesAndGetsNoByteOrderMark()
    {
        using var folder = new TempFolder();
        System.IO.File.CreateSymbolicLink(folder["app.log"], "/dev/null");
        var (handle, listener) = (new MtaioFileHandle(), new CollectingFailureListener());
        using (var log = Open.Rotating(folder["app.log"], 10, 3, new() { Handle = handle, Encoding = System.Text.Encoding.Unicode }, listener: listener)) Sized.Log(log, "a10 b10 c10");
        Assert.Equal(["app.log"], folder.Names);
        Assert.Equal("/dev/null", new FileInfo(folder["app.log"]).LinkTarget);
        Assert.Equal((3, 0, 60), (handle.Statistics.Written, handle.Statistics.Rotations, handle.Statistics.Bytes));
        Assert.Empty(listener.Failures);
    }

    [Fact]
    public void PathsAreTakenLiterallyButForDots()
    {
        using var folder = new TempFolder();
        var handle = new MtaioFileHandle();
        using (var log = Open.Plain(folder["gone/../~/./$HOME.log"], new() { Handle = handle })) log.Information("here");
        Assert.Equal(new Dictionary<string, string> { ["~/$HOME.log"] = "here\n" }, folder.Files);
        Assert.Equal(folder["~/$HOME.log"], handle.Path);
        Assert.Equal(["~"], folder.Names);
    }

    [Theory]
    [InlineData("taken")] // is a directory
    [InlineData("taken/")]
    [InlineData("new/")]
    [InlineData("a\0b")]
    [InlineData("file.txt/app.log")]
    [InlineData(TooLong)]
    public void APathThatCannotBeOpenedIsReportedAndItsEventsEndAtTheListener(string name)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["taken"]);
        folder.Write("taken/inside", "precious");
        folder.Write("file.txt", "precious");
        var path = folder[name == TooLong ? string.Join('/', Enumerable.Repeat(new string('d', 200), 25)) : name];
        var listener = new CollectingFailureListener();
        var handle = new MtaioFileHandle();
        using (var log = Open.Rotating(path, 10, 3, new() { Handle = handle, ShutdownTimeout = TimeSpan.FromMilliseconds(300) }, listener: listener))
        {
            log.Information("one");
            log.Information("two");
            Eventually.True(() => listener.Failures.Count > 0, "the report");
        }
        Assert.Equal(LoggingFailureKind.Temporary, listener.Failures[0].Kind);
        Assert.Equal(["one", "two"], listener.EventsOf(LoggingFailureKind.Final).Select(e => e.RenderMessage()));
        Assert.All(listener.Failures, f => Assert.Contains(path, f.Message, StringComparison.Ordinal));
        Assert.Equal(new Dictionary<string, string> { ["file.txt"] = "precious", ["taken/inside"] = "precious" }, folder.Files);
        Assert.Equal((2, 2), (handle.Statistics.Accepted, handle.Statistics.DroppedByShutdown));
    }

    [Theory]
    [InlineData("file.txt/app.log")]
    [InlineData("file.txt")]
    public async Task WhenThePathIsPutRightTheEventsThatWaitedAreWritten(string name)
    {
        using var folder = new TempFolder();
        if (name == "file.txt") Directory.CreateDirectory(folder["file.txt"]);
        else folder.Write("file.txt", "in the way");
        var listener = new CollectingFailureListener();
        var handle = new MtaioFileHandle();
        using (var log = Open.Plain(folder[name], new() { Handle = handle }, listener: listener))
        {
            log.Information("one");
            Eventually.True(() => listener.Failures.Count > 0, "the report");
            if (name == "file.txt") Directory.Delete(folder["file.txt"]);
            else System.IO.File.Delete(folder["file.txt"]);
            log.Information("two");
            await handle.FlushAsync();
        }
        Assert.Equal(new Dictionary<string, string> { [name] = "one\ntwo\n" }, folder.Files);
        Assert.Equal(LoggingFailureKind.Temporary, Assert.Single(listener.Failures).Kind);
    }

    [Theory]
    [InlineData("a\0b", typeof(ArgumentException))]
    [InlineData("file.txt/app.log", typeof(IOException))]
    [InlineData("taken/", typeof(IOException))]
    public void AnAuditSinkRefusesItAtOnce(string name, Type exception)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["taken"]);
        folder.Write("file.txt", "precious");
        var thrown = Record.Exception(() => new LoggerConfiguration().AuditTo.MtaioFile(folder[name]));
        Assert.IsAssignableFrom(exception, thrown);
        Assert.Equal(["file.txt", "taken"], folder.Names);
    }

    const string TooLong = "too long";
}

/// <summary>A relative path is that of the moment of configuration.</summary>
[Collection(ProcessWideState.Name)]
public sealed class RelativePathTests
{
    [Fact]
    public async Task AChangeOfTheCurrentDirectoryDoesNotMoveTheLog()
    {
        using TempFolder first = new(), other = new();
        var before = Directory.GetCurrentDirectory();
        try
        {
            Directory.SetCurrentDirectory(first.Path);
            var handle = new MtaioFileHandle();
            using var log = Open.Rotating("logs/app.log", 10, 3, new() { Handle = handle });
            Sized.Log(log, "a10");
            await handle.FlushAsync();
            Directory.SetCurrentDirectory(other.Path);
            Sized.Log(log, "b10 c10");
            await handle.FlushAsync();
            Assert.Equal(first["logs/app.log"], handle.Path);
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
        Assert.Equal(
            new Dictionary<string, string> { ["logs/app.log"] = Sized.Text("c10"), ["logs/app.log.1"] = Sized.Text("b10"), ["logs/app.log.2"] = Sized.Text("a10") },
            first.Files);
        Assert.Empty(other.Names);
    }
}
