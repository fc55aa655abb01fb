using System.Text;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

public sealed class HooksTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly RecordingHooks _hooks = new();
    readonly CollectingFailureListener _failures = new();
    readonly MtaioFileHandle _handle = new();

    [Fact]
    public async Task ANewFileGetsItsHeaderOnceBeforeTheFirstEvent()
    {
        using var log = Log();
        Assert.Empty(_folder.Names);
        log.Information("e1");
        log.Information("e2");
        await _handle.FlushAsync();
        await _handle.ReopenAsync();
        log.Information("e3");
        await _handle.FlushAsync();
        Assert.Equal("# header\ne1\ne2\ne3\n", _folder.Text("app.log"));
        Assert.Equal([$"opened {_folder["app.log"]}"], _hooks.Calls);
    }

    [Theory]
    [InlineData("", "# header\ne1\n")]
    [InlineData("old\n", "old\ne1\n")]
    [InlineData("torn", "torn\ne1\n")]
    public async Task AFileThatIsContinuedGetsNoHeader(string content, string expected)
    {
        _folder.Write("app.log", content);
        using var log = Log();
        log.Information("e1");
        await _handle.FlushAsync();
        Assert.Equal(expected, _folder.Text("app.log"));
    }

    [Fact]
    public async Task TheHeaderFollowsTheByteOrderMarkAndIsEncodedLikeTheEvents()
    {
        using var log = Log(encoding: Encoding.Unicode);
        log.Information("e1");
        await _handle.FlushAsync();
        Assert.Equal(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("# header\ne1\n")), _folder.Bytes("app.log"));
    }

    [Fact]
    public async Task EveryFileHasHeaderAndFooter()
    {
        using var log = Log(maxBytes: 15);
        log.Information("e1");
        log.Information("e2");
        log.Information("e3");
        await _handle.FlushAsync();
        Assert.Equal(["# header\ne3\n", "# header\ne1\ne2\n# footer\n"], _folder.Files.Values);
        Assert.Equal(
            [$"opened {_folder["app.log"]}", $"rotating {_folder["app.log"]}", $"rotated {_folder["app.log"]} {_folder["app.log.1"]}", $"opened {_folder["app.log"]}"],
            _hooks.Calls);
    }

    [Fact]
    public async Task AnEventLargerThanTheFileStillFollowsItsHeader()
    {
        using var log = Log(maxBytes: 1);
        log.Information("e1");
        log.Information("e2");
        await _handle.FlushAsync();
        Assert.Equal(["# header\ne2\n", "# header\ne1\n# footer\n"], _folder.Files.Values);
    }

    [Fact]
    public async Task AFooterStandsOnItsOwnLineAfterATornTail()
    {
        _folder.Write("app.log", "torn");
        using var log = Log(rotation: new RotationOptions { RotateOnStart = true });
        log.Information("e1");
        await _handle.FlushAsync();
        Assert.Equal(["# header\ne1\n", "torn\n# footer\n"], _folder.Files.Values);
    }

    [Fact]
    public async Task WhenTheRenameFailsTheFooterIsWrittenOnlyOnce()
    {
        Directory.CreateDirectory(_folder["app.log.1"]);
        using var log = Log();
        log.Information("e1");
        for (var attempt = 0; attempt < 3; attempt++) await Assert.ThrowsAsync<IOException>(() => _handle.RotateAsync());
        log.Information("e2");
        await _handle.FlushAsync();
        Directory.Delete(_folder["app.log.1"]);
        await _handle.RotateAsync();
        Assert.Equal("# header\ne1\n# footer\ne2\n", _folder.Text("app.log.1"));
        Assert.Single(_hooks.Calls, c => c.StartsWith("rotating", StringComparison.Ordinal));
        Assert.Single(_hooks.Calls, c => c.StartsWith("rotated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AfterARotationTheFileIsClosedUnderItsNewName()
    {
        var seen = "";
        _hooks.OnRotatedDo = (path, archive) =>
        {
            seen = System.IO.File.ReadAllText(archive);
            Assert.False(System.IO.File.Exists(path));
            using var exclusive = new FileStream(archive, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if (OperatingSystem.IsLinux())
                Assert.Single(Directory.EnumerateFiles("/proc/self/fd").Select(f => new FileInfo(f).LinkTarget), t => t == archive);
        };
        using var log = Log();
        log.Information("e1");
        await _handle.RotateAsync();
        Assert.Equal("# header\ne1\n# footer\n", seen);
        Assert.Empty(_failures.Failures);
    }

    [Fact]
    public async Task ArchivesThatRetentionDeletesAreAnnounced()
    {
        _folder.Write("app.log.4", "o4\n");
        _folder.Write("app.log.5.gz", "o5");
        using (var log = Log(rotation: new RotationOptions { RetainedBytes = 0 }))
        {
            log.Information("e1");
            await _handle.FlushAsync();
        }
        Assert.Equal([$"deleting {_folder["app.log.5.gz"]}", $"deleting {_folder["app.log.4"]}"], _hooks.Calls.Where(c => c.StartsWith("deleting", StringComparison.Ordinal)));
        Assert.Equal(["app.log"], _folder.Names);
    }

    [Fact]
    public async Task TheArchiveThatARotationPushesOutIsAnnounced()
    {
        using (var log = Open.Rotating(_folder["app.log"], 3, backupCount: 1, new() { Hooks = new DeletingHooks(_hooks), Handle = _handle }))
        {
            for (var i = 1; i <= 3; i++) log.Information("e{I}", i);
            await _handle.FlushAsync();
        }
        // It had been put out of the way of the others before.
        Assert.Equal([$"deleting {_folder["app.log.2"]}"], _hooks.Calls);
        Assert.Equal(["app.log", "app.log.1"], _folder.Names);
    }

    [Fact]
    public async Task AnArchiveWhoseHookThrowsStays()
    {
        _folder.Write("app.log.4", "o4\n");
        _folder.Write("app.log.5", "o5\n");
        _hooks.ThrowsIn = "deleting " + _folder["app.log.4"];
        using (var log = Log(rotation: new RotationOptions { RetainedBytes = 0 }))
        {
            log.Information("e1");
            await _handle.FlushAsync();
        }
        Assert.Equal(["app.log", "app.log.4"], _folder.Names);
        Assert.Equal([LoggingFailureKind.Temporary], _failures.Failures.Select(f => f.Kind));
    }

    [Theory]
    [InlineData("opened", "e1\n# footer\n", "e2\n", 2)]
    [InlineData("rotating", "# header\ne1\n", "# header\ne2\n", 1)]
    [InlineData("rotated", "# header\ne1\n# footer\n", "# header\ne2\n", 1)]
    public async Task AHookThatThrowsIsReportedAndCostsNothing(string hook, string archive, string active, int reports)
    {
        _hooks.ThrowsIn = hook + " ";
        using (var log = Log())
        {
            log.Information("e1");
            await _handle.RotateAsync();
            log.Information("e2");
            await _handle.FlushAsync();
        }
        Assert.Equal([active, archive], _folder.Files.Values);
        Assert.Equal(Enumerable.Repeat(LoggingFailureKind.Temporary, reports), _failures.Failures.Select(f => f.Kind));
        Assert.All(_failures.Failures, f => Assert.Contains("hook is broken", f.Message, StringComparison.Ordinal));
        Assert.Equal((2, 0), (_handle.Statistics.Written, _handle.Statistics.Dropped));
    }

    [Fact]
    public async Task AHookMayLogToItsOwnSink()
    {
        Logger? log = null;
        _hooks.OnRotatedDo = (_, _) => log!.Fatal("rotated");
        using (log = Log())
        {
            log.Information("e1");
            await _handle.RotateAsync();
            await _handle.FlushAsync();
        }
        Assert.Equal(["# header\nrotated\n", "# header\ne1\n# footer\n"], _folder.Files.Values);
    }

    public void Dispose() => _folder.Dispose();

    Logger Log(long? maxBytes = null, Encoding? encoding = null, RotationOptions? rotation = null)
    {
        var options = new MtaioFileOptions { Hooks = _hooks, Handle = _handle };
        if (encoding is not null) options.Encoding = encoding;
        return Open.Rotating(_folder["app.log"], maxBytes, backupCount: null, options, listener: _failures, rotation: rotation);
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
            if (ThrowsIn is { } where && call.StartsWith(where, StringComparison.Ordinal)) throw new InvalidOperationException("hook is broken");
        }
    }

    /// <summary>Only the last of the hooks, so that there is neither header nor footer.</summary>
    sealed class DeletingHooks(MtaioFileHooks inner) : MtaioFileHooks
    {
        public override void OnArchiveDeleting(string archivePath) => inner.OnArchiveDeleting(archivePath);
    }
}
