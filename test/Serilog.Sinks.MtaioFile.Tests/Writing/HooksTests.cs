using System.Text;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Hooks write headers and footers and learn of rotations.</summary>
public sealed class HooksTests : LogUnderTest
{
    readonly RecordingHooks _hooks = new();

    [Fact]
    public async Task ANewFileGetsItsHeaderOnceBeforeTheFirstEvent()
    {
        using var log = Log();
        Assert.Empty(Folder.Names);
        log.Information("e1");
        log.Information("e2");
        await FlushAsync();
        await Handle.ReopenAsync();
        log.Information("e3");
        await FlushAsync();
        Assert.Equal("# header\ne1\ne2\ne3\n", Folder.Text("app.log"));
        Assert.Equal([$"opened {Folder["app.log"]}"], _hooks.Calls);
    }

    [Theory]
    [InlineData("", "# header\ne1\n")]
    [InlineData("old\n", "old\ne1\n")]
    [InlineData("torn", "torn\ne1\n")]
    public async Task AFileThatIsContinuedGetsNoHeader(string content, string expected)
    {
        Folder.Write("app.log", content);
        using var log = Log();
        log.Information("e1");
        await FlushAsync();
        Assert.Equal(expected, Folder.Text("app.log"));
    }

    [Fact]
    public async Task TheHeaderFollowsTheByteOrderMarkAndIsEncodedLikeTheEvents()
    {
        using var log = Log(encoding: Encoding.Unicode);
        log.Information("e1");
        await FlushAsync();
        Assert.Equal(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("# header\ne1\n")), Folder.Bytes("app.log"));
    }

    [Fact]
    public async Task EveryRotatedFileHasAHeaderAndAFooter()
    {
        using var log = Log(maxBytes: 15);
        log.Information("e1");
        log.Information("e2");
        log.Information("e3");
        await FlushAsync();
        Assert.Equal(["# header\ne3\n", "# header\ne1\ne2\n# footer\n"], Folder.Files.Values);
        Assert.Equal(
            [
                $"opened {Folder["app.log"]}",
                $"rotating {Folder["app.log"]}",
                $"rotated {Folder["app.log"]} {Folder["app.log.1"]}",
                $"opened {Folder["app.log"]}",
            ],
            _hooks.Calls);
    }

    [Fact]
    public async Task AnEventLargerThanTheFileStillFollowsItsHeader()
    {
        using var log = Log(maxBytes: 1);
        log.Information("e1");
        log.Information("e2");
        await FlushAsync();
        Assert.Equal(["# header\ne2\n", "# header\ne1\n# footer\n"], Folder.Files.Values);
    }

    [Fact]
    public async Task AFooterAfterATornTailIsOnItsOwnLine()
    {
        Folder.Write("app.log", "torn");
        using var log = Log(rotation: new RotationOptions { RotateOnStart = true });
        log.Information("e1");
        await FlushAsync();
        Assert.Equal(["# header\ne1\n", "torn\n# footer\n"], Folder.Files.Values);
    }

    [Fact]
    public async Task WhenTheRenameFailsTheFooterIsWrittenOnlyOnce()
    {
        Directory.CreateDirectory(Folder["app.log.1"]);
        using var log = Log();
        log.Information("e1");
        for (var attempt = 0; attempt < 3; attempt++) await Assert.ThrowsAsync<IOException>(() => Handle.RotateAsync());
        log.Information("e2");
        await FlushAsync();
        Directory.Delete(Folder["app.log.1"]);
        await Handle.RotateAsync();
        Assert.Equal("# header\ne1\n# footer\ne2\n", Folder.Text("app.log.1"));
        Assert.Single(_hooks.Calls, c => c.StartsWith("rotating", StringComparison.Ordinal));
        Assert.Single(_hooks.Calls, c => c.StartsWith("rotated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheRotatedHookFindsTheArchiveClosed()
    {
        var seen = "";
        _hooks.OnRotatedDo = (path, archive) =>
        {
            seen = FileInUse.Text(archive);
            Assert.False(System.IO.File.Exists(path));
            using var exclusive = new FileStream(archive, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if (OperatingSystem.IsLinux())
                Assert.Single(Directory.EnumerateFiles("/proc/self/fd").Select(f => new FileInfo(f).LinkTarget), t => t == archive);
        };
        using var log = Log();
        log.Information("e1");
        await Handle.RotateAsync();
        Assert.Equal("# header\ne1\n# footer\n", seen);
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public async Task TheDeletingHookIsCalledForArchivesThatRetentionDeletes()
    {
        Folder.Write("app.log.4", "o4\n");
        Folder.Write("app.log.5.gz", "o5");
        using (var log = Log(rotation: new RotationOptions { RetainedBytes = 0 }))
        {
            log.Information("e1");
            await FlushAsync();
        }
        Assert.Equal(
            [$"deleting {Folder["app.log.5.gz"]}", $"deleting {Folder["app.log.4"]}"],
            _hooks.Calls.Where(c => c.StartsWith("deleting", StringComparison.Ordinal)));
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Fact]
    public async Task TheDeletingHookIsCalledForTheArchiveThatARotationDeletes()
    {
        using (var log = OpenRotating(3, backupCount: 1, new() { Hooks = new DeletingHooks(_hooks) }))
        {
            for (var i = 1; i <= 3; i++) log.Information("e{I}", i);
            await FlushAsync();
        }
        // It had been put out of the way of the others before.
        Assert.Equal([$"deleting {Folder["app.log.2"]}"], _hooks.Calls);
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
    }

    [Fact]
    public async Task AnArchiveIsKeptIfItsDeletingHookThrows()
    {
        Folder.Write("app.log.4", "o4\n");
        Folder.Write("app.log.5", "o5\n");
        _hooks.ThrowsIn = "deleting " + Folder["app.log.4"];
        using (var log = Log(rotation: new RotationOptions { RetainedBytes = 0 }))
        {
            log.Information("e1");
            await FlushAsync();
        }
        Assert.Equal(["app.log", "app.log.4"], Folder.Names);
        Assert.Equal([LoggingFailureKind.Temporary], Listener.Failures.Select(f => f.Kind));
    }

    [Theory]
    [InlineData("opened", "e1\n# footer\n", "e2\n", 2)]
    [InlineData("rotating", "# header\ne1\n", "# header\ne2\n", 1)]
    [InlineData("rotated", "# header\ne1\n# footer\n", "# header\ne2\n", 1)]
    public async Task AHookThatThrowsIsReportedAndLosesNoEvent(string hook, string archive, string active, int reports)
    {
        _hooks.ThrowsIn = hook + " ";
        using (var log = Log())
        {
            log.Information("e1");
            await Handle.RotateAsync();
            log.Information("e2");
            await FlushAsync();
        }
        Assert.Equal([active, archive], Folder.Files.Values);
        Assert.Equal(Enumerable.Repeat(LoggingFailureKind.Temporary, reports), Listener.Failures.Select(f => f.Kind));
        Assert.All(Listener.Failures, f => Assert.Contains("hook is broken", f.Message, StringComparison.Ordinal));
        Handle.ShouldHaveCounted(written: 2, dropped: 0);
    }

    [Fact]
    public async Task AHookMayLogToItsOwnSink()
    {
        Logger? log = null;
        _hooks.OnRotatedDo = (_, _) => log!.Fatal("rotated");
        using (log = Log())
        {
            log.Information("e1");
            await Handle.RotateAsync();
            await FlushAsync();
        }
        Assert.Equal(["# header\nrotated\n", "# header\ne1\n# footer\n"], Folder.Files.Values);
    }

    Logger Log(long? maxBytes = null, Encoding? encoding = null, RotationOptions? rotation = null)
    {
        var options = new MtaioFileOptions { Hooks = _hooks };
        if (encoding is not null) options.Encoding = encoding;
        return OpenRotating(maxBytes, options: options, rotation: rotation);
    }

    sealed class RecordingHooks : MtaioFileHooks
    {
        readonly List<string> _calls = [];

        public IReadOnlyList<string> Calls
        {
            get
            {
                lock (_calls) return [.. _calls];
            }
        }

        public string? ThrowsIn { get; set; }

        public Action<string, string> OnRotatedDo { get; set; } = (_, _) => { };

        public override void OnFileOpened(string path, TextWriter header)
        {
            header.Write("# header\n");
            Record($"opened {path}");
        }

        public override void OnRotating(string path, TextWriter footer)
        {
            footer.Write("# footer\n");
            Record($"rotating {path}");
        }

        public override void OnRotated(string path, string archivePath)
        {
            Record($"rotated {path} {archivePath}");
            OnRotatedDo(path, archivePath);
        }

        public override void OnArchiveDeleting(string archivePath) => Record($"deleting {archivePath}");

        void Record(string call)
        {
            lock (_calls) _calls.Add(call);
            if (ThrowsIn is { } where && call.StartsWith(where, StringComparison.Ordinal))
            {
                throw new InvalidOperationException("hook is broken");
            }
        }
    }

    /// <summary>Only the last of the hooks, so that there is neither header nor footer.</summary>
    sealed class DeletingHooks(MtaioFileHooks inner) : MtaioFileHooks
    {
        public override void OnArchiveDeleting(string archivePath) => inner.OnArchiveDeleting(archivePath);
    }
}
