using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Where the files are, and what happens if the path cannot be opened.</summary>
public sealed class PathTests : LogUnderTest
{
    [Theory]
    [InlineData("app")]
    [InlineData(".app")]
    [InlineDataExcept(Except.Windows, "no name ends in a dot", "app.")]
    [InlineData("nlog !@#$%^&()_-=+ .log")]
    [InlineData("日本語.log")]
    [InlineData("app.log.1")]
    [InlineData("{braces}", "{{braces}}")]
    public void ArchivesAreNamedAfterTheFile(string name, string? written = null)
    {
        using (var log = OpenRotating(10, 2, path: Folder[written ?? name])) Sized.Log(log, "a10 b10 c10 d10");
        Assert.Equal(
            new Dictionary<string, string>
            {
                [name] = Sized.Text("d10"),
                [name + ".1"] = Sized.Text("c10"),
                [name + ".2"] = Sized.Text("b10"),
            },
            Folder.Files);
    }

    [FactExcept(Except.Wine, "it has no symbolic links")]
    public void AFileBehindALinkIsWrittenAndItsArchivesAreNamedAfterTheLink()
    {
        Directory.CreateDirectory(Folder["real"]);
        Folder.Write("real/x.log", "");
        System.IO.File.CreateSymbolicLink(Folder["app.log"], Folder["real/x.log"]);
        using (var log = OpenRotating(10, 3)) Sized.Log(log, "a10 b10 c4");
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "real"], Folder.Names);
        Assert.Equal(Folder["real/x.log"], new FileInfo(Folder["app.log"]).LinkTarget);
        Assert.All(["app.log.1", "app.log.2"], name => Assert.Null(new FileInfo(Folder[name]).LinkTarget));
        Assert.Equal(
            (Sized.Text("c4"), Sized.Text("b10"), Sized.Text("a10")),
            (Folder.Text("real/x.log"), Folder.Text("app.log.1"), Folder.Text("app.log.2")));
    }

    [FactExcept(Except.Wine, "it has no symbolic links")]
    public void ALinkToAFileThatDoesNotExistYetIsFollowed()
    {
        Directory.CreateDirectory(Folder["real"]);
        System.IO.File.CreateSymbolicLink(Folder["app.log"], "real/x.log");
        using (var log = OpenRotating(10, 3)) Sized.Log(log, "a10 b10");
        Assert.Equal((Sized.Text("b10"), Sized.Text("a10")), (Folder.Text("real/x.log"), Folder.Text("app.log.1")));
    }

    [RequiresFact]
    public void ADeviceNeverRotatesAndGetsNoByteOrderMark()
    {
        System.IO.File.CreateSymbolicLink(Folder["app.log"], "/dev/null");
        using (var log = OpenRotating(10, 3, new() { Encoding = System.Text.Encoding.Unicode })) Sized.Log(log, "a10 b10 c10");
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal("/dev/null", new FileInfo(Folder["app.log"]).LinkTarget);
        Handle.ShouldHaveCounted(written: 3, rotations: 0, bytes: 60);
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public void PathsAreLiteralExceptForDotSegments()
    {
        using (var log = OpenPlain(path: Folder["gone/../~/./$HOME.log"])) log.Information("here");
        Assert.Equal(new Dictionary<string, string> { ["~/$HOME.log"] = "here\n" }, Folder.Files);
        Assert.Equal(Folder["~/$HOME.log"], Handle.Path);
        Assert.Equal(["~"], Folder.Names);
    }

    [Theory]
    [InlineData("taken")] // is a directory
    [InlineData("file.txt/app.log")]
    [InlineData(TooLong)]
    public void APathThatCannotBeOpenedIsReportedAndItsEventsGoToTheListener(string name)
    {
        Directory.CreateDirectory(Folder["taken"]);
        Folder.Write("taken/inside", "precious");
        Folder.Write("file.txt", "precious");
        var path = Folder[name == TooLong ? string.Join('/', Enumerable.Repeat(new string('d', 200), 25)) : name];
        using (var log = OpenRotating(10, 3, new() { ShutdownTimeout = TimeSpan.FromMilliseconds(300) }, path: path))
        {
            log.Information("one");
            log.Information("two");
            Eventually.True(() => Listener.Failures.Count > 0, "the report");
        }
        Assert.Equal(LoggingFailureKind.Temporary, Listener.Failures[0].Kind);
        Assert.Equal(["one", "two"], Listener.MessagesOf(LoggingFailureKind.Final));
        Assert.All(Listener.Failures, f => Assert.Contains(path, f.Message, StringComparison.Ordinal));
        Assert.Equal(new Dictionary<string, string> { ["file.txt"] = "precious", ["taken/inside"] = "precious" }, Folder.Files);
        Handle.ShouldHaveCounted(accepted: 2, droppedByShutdown: 2);
    }

    [Theory]
    [InlineData("file.txt/app.log")]
    [InlineData("file.txt")]
    public async Task WhenThePathCanBeOpenedAgainTheWaitingEventsAreWritten(string name)
    {
        if (name == "file.txt") Directory.CreateDirectory(Folder["file.txt"]);
        else Folder.Write("file.txt", "in the way");
        using (var log = OpenPlain(path: Folder[name]))
        {
            log.Information("one");
            Eventually.True(() => Listener.Failures.Count > 0, "the report");
            if (name == "file.txt") Directory.Delete(Folder["file.txt"]);
            else System.IO.File.Delete(Folder["file.txt"]);
            log.Information("two");
            await FlushAsync();
        }
        Assert.Equal(new Dictionary<string, string> { [name] = "one\ntwo\n" }, Folder.Files);
        Assert.Equal(LoggingFailureKind.Temporary, Assert.Single(Listener.Failures).Kind);
    }

    [Fact]
    public void ANullCharacterIsRefused()
    {
        var failure = Assert.Throws<ArgumentException>(() => OpenRotating(path: Folder["a\0b.log"]));
        Assert.Equal("path", failure.ParamName);
        Assert.StartsWith($"{Folder["a\0b.log"]} is not a path of a log: ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("taken/")]
    [InlineData("new/")]
    public void APathOfAFolderIsRefused(string name)
    {
        Directory.CreateDirectory(Folder["taken"]);
        var failure = Assert.Throws<ArgumentException>(() => OpenRotating(path: Folder[name]));
        Assert.Equal("path", failure.ParamName);
        Assert.StartsWith($"{Folder[name]} is a folder; write the name of the file too", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file.txt/app.log", typeof(IOException))]
    [InlineData("taken", typeof(UnauthorizedAccessException))]
    public void AnAuditSinkRefusesAPathThatCannotBeOpened(string name, Type exception)
    {
        Directory.CreateDirectory(Folder["taken"]);
        Folder.Write("file.txt", "precious");
        var thrown = Record.Exception(() => new LoggerConfiguration().AuditTo.MtaioFile(Folder[name]));
        Assert.IsAssignableFrom(exception, thrown);
        Assert.Equal(["file.txt", "taken"], Folder.Names);
    }

    const string TooLong = "too long";
}

/// <summary>A relative path is relative to the directory that is current when the sink is configured.</summary>
[Collection(ProcessWideState.Name)]
public sealed class RelativePathTests : LogInCurrentDirectory
{
    [Fact]
    public async Task AChangeOfTheCurrentDirectoryDoesNotMoveTheLog()
    {
        using var other = new TempFolder();
        var log = OpenRotating(10, 3, path: "logs/app.log");
        Sized.Log(log, "a10");
        await FlushAsync();
        Directory.SetCurrentDirectory(other.Path);
        Sized.Log(log, "b10 c10");
        await FlushAsync();
        Directory.SetCurrentDirectory(Folder.Path);
        Assert.Equal(Folder["logs/app.log"], Handle.Path);
        var (newest, second, oldest) = (Sized.Text("c10"), Sized.Text("b10"), Sized.Text("a10"));
        Assert.Equal(
            new Dictionary<string, string> { ["logs/app.log"] = newest, ["logs/app.log.1"] = second, ["logs/app.log.2"] = oldest },
            Folder.Files);
        Assert.Empty(other.Names);
    }
}
