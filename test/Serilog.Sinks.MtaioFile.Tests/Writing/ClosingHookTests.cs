using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>The hook that ends the last file of a sink.</summary>
public sealed class ClosingHookTests : LogUnderTest
{
    readonly ClosingHooks _hooks = new();

    [Theory]
    [InlineData("e1\ne2\n# end\n", "e1", "e2")]
    [InlineData(null)]
    public void TheFooterFollowsTheLastEventOnce(string? content, params string[] events)
    {
        var log = OpenRotating(options: Options());
        foreach (var text in events) log.Information(text);
        log.Dispose();
        log.Dispose();
        Assert.Equal(content is null ? [] : new[] { content }, Folder.Files.Values);
        Assert.Equal(content is null ? [] : [LogPath], _hooks.Closed);
    }

    [Fact]
    public void TheNextRunContinuesBehindTheFooter()
    {
        for (var run = 1; run <= 2; run++)
        {
            using var log = OpenRotating(options: Options());
            log.Information($"e{run}");
        }
        Assert.Equal("e1\n# end\ne2\n# end\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task ItIsNotForRotatedFilesAndReopenedOnes()
    {
        using (var log = OpenRotating(3, options: Options()))
        {
            log.Information("e1");
            log.Information("e2");
            await FlushAsync();
            await Handle.ReopenAsync();
        }
        Assert.Equal(["e2\n# end\n", "e1\n"], Folder.Files.Values);
    }

    [Fact]
    public void AnAuditSinkHasItToo()
    {
        OpenAudit(Options()).Dispose();
        Assert.Equal("", Folder.Text("app.log"));
        using (var log = OpenAudit(Options())) log.Information("e1");
        Assert.Equal("e1\n# end\n", Folder.Text("app.log"));
    }

    [Fact]
    public void AFileWithADateHasItUnderItsOwnPath()
    {
        using (var log = OpenRotating(options: Options(), interval: RotationInterval.Year, path: Folder["app-{date:yyyy}.log"]))
        {
            log.Information("e1");
        }
        Assert.Equal("e1\n# end\n", Folder.Files.Values.Single());
        Assert.Equal([Folder[Folder.Names.Single()]], _hooks.Closed);
    }

    [Fact]
    public void WhileAnotherSinkWritesTheFileItDoesNotEnd()
    {
        using (var first = OpenRotating(options: Options()))
        {
            using (var second = OpenRotating(options: Options())) second.Information("e1");
            first.Information("e2");
        }
        Assert.Equal("e1\ne2\n# end\n", Folder.Text("app.log"));
    }

    [RequiresFact]
    public void AFileThatIsSharedBetweenProcessesDoesNotEnd()
    {
        var options = Options();
        options.Shared = true;
        using (var log = OpenRotating(options: options)) log.Information("e1");
        Assert.Equal("e1\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task AFooterIsEncodedAndBeginsOnItsOwnLine()
    {
        var options = Options();
        options.Encoding = Encoding.Unicode;
        using (var log = OpenRotating(options: options))
        {
            log.Information("e1");
            await FlushAsync();
            FileInUse.Append(LogPath, "torn", Encoding.Unicode);
        }
        Assert.EndsWith("e1\ntorn\n# end\n", FileInUse.Text(LogPath, Encoding.Unicode), StringComparison.Ordinal);
    }

    [Fact]
    public void AnExceptionIsReportedAndCostsNoEvent()
    {
        _hooks.Fails = true;
        using (var log = OpenRotating(options: Options())) log.Information("e1");
        Assert.Equal("e1\n", Folder.Text("app.log"));
        Assert.Equal($"a hook of {LogPath} failed to write its footer: broken", Assert.Single(Listener.Failures).Message);
    }

    [Fact]
    public void AnEventThatItLogsIsDropped()
    {
        Logger? log = null;
        _hooks.Called = () => log!.Information("from inside");
        log = OpenRotating(options: Options());
        log.Information("e1");
        Hang.Fails(log.Dispose);
        Assert.Equal("e1\n# end\n", Folder.Text("app.log"));
        Assert.Equal(1, Handle.Statistics.DroppedAfterClose);
    }

    [Fact]
    public void ADiskThatIsFullAtTheEndCostsTheFooterAlone()
    {
        var fileSystem = new FailingFileSystem();
        using (var log = OpenRotating(options: Options(), fileSystem: fileSystem))
        {
            log.Information("e1");
            _hooks.Called = () => fileSystem.ShortWrite = _ => 2;
        }
        Assert.Equal("e1\n", Folder.Text("app.log"));
        var failure = Assert.Single(Listener.Failures);
        Assert.Equal(LoggingFailureKind.Temporary, failure.Kind);
        Assert.StartsWith($"could not write the footer of {LogPath}: ", failure.Message, StringComparison.Ordinal);
    }

    MtaioFileOptions Options() => new() { Hooks = _hooks };

    sealed class ClosingHooks : MtaioFileHooks
    {
        public List<string> Closed { get; } = [];

        public bool Fails { get; set; }

        public Action Called { get; set; } = () => { };

        public override void OnClosing(string path, TextWriter footer)
        {
            Closed.Add(path);
            Called();
            if (Fails) throw new InvalidOperationException("broken");
            footer.Write("# end\n");
        }
    }
}
