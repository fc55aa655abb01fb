using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>An open file goes bad for good, as on a network file system, while its path is well.</summary>
public sealed class BadHandleTests : LogUnderTest
{
    readonly FailingFileSystem _fileSystem = new();
    volatile bool _isHandleBad;
    volatile bool _isPathBad;

    public BadHandleTests() => _fileSystem.Before = (operation, _) =>
    {
        if (operation is FileOperation.Open)
        {
            if (_isPathBad) throw new IOException("Stale file handle");
            _isHandleBad = false;
        }
        if (operation is FileOperation.Append && _isHandleBad) throw new IOException("Stale file handle");
    };

    [Fact]
    public async Task ThePathIsOpenedAnewForTheNextAttempt()
    {
        var log = OpenPlain(fileSystem: _fileSystem);
        log.Information("e1");
        await FlushAsync();
        _isHandleBad = true;
        log.Information("e2");
        await FlushAsync();
        log.Information("e3");
        await FlushAsync(toDisk: true);
        Assert.Equal("e1\ne2\ne3\n", Folder.Text("app.log"));
        Assert.Single(Listener.Failures);
        Handle.ShouldHaveCounted(written: 3, dropped: 0);
    }

    [Fact]
    public void AnAuditSinkOpensThePathAnewForTheNextEvent()
    {
        var log = OpenAudit(fileSystem: _fileSystem);
        log.Information("e1");
        _isHandleBad = true;
        Assert.Throws<AggregateException>(() => log.Information("e2"));
        log.Information("e3");
        Assert.Equal("e1\ne3\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task AFullDiskDoesNotReplaceTheFile()
    {
        var (opened, attempts) = (0, 0);
        _fileSystem.ShortWrite = _ => 0;
        _fileSystem.Before = (operation, _) =>
        {
            if (operation is FileOperation.Open) opened++;
            if (operation is FileOperation.Append && ++attempts == 3) _fileSystem.ShortWrite = null;
        };
        OpenPlain(fileSystem: _fileSystem).Information("e1");
        await FlushAsync();
        Assert.Equal((1, 3, "e1\n"), (opened, attempts, Folder.Text("app.log")));
    }

    [Fact]
    public async Task ReopeningOvertakesTheWaitOfARetry()
    {
        var log = OpenPlain(fileSystem: _fileSystem);
        log.Information("e1");
        await FlushAsync();
        _isHandleBad = _isPathBad = true;
        log.Information("e2");
        // The waits are 200, 400, 800, 1600 and 3200 ms by now, and the next one is the longest.
        Eventually.True(() => Handle.Statistics.Failures >= 6, "six attempts");
        _isPathBad = false;
        var start = Stopwatch.GetTimestamp();
        await Handle.ReopenAsync();
        Assert.True(Stopwatch.GetElapsedTime(start) < RetryBackoff.Longest - TimeSpan.FromSeconds(1), "the wait was not overtaken");
        Assert.Equal("e1\ne2\n", Folder.Text("app.log"));
    }
}
