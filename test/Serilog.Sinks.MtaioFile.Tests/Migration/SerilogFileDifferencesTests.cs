using Serilog.Core;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>What docs/migration.md says about the differences from Serilog.Sinks.File, shown with both.</summary>
public sealed class SerilogFileDifferencesTests : IDisposable
{
    readonly TempFolder _theirs = new();
    readonly TempFolder _ours = new();

    [Fact]
    [Shows("From Serilog.Sinks.File", "`fileSizeLimitBytes` with `rollOnFileSizeLimit: false`, the defaults")]
    public void AtTheSizeLimitWithoutRollingTheirsStopsAndOursGoesOn()
    {
        using (var theirs = Logger(to => to.WriteTo.File(_theirs["log.txt"], fileSizeLimitBytes: 100)))
        using (var ours = Logger(to => to.WriteTo.MtaioRollingFile(_ours["log.txt"], fileSizeLimitBytes: 100)))
        {
            Write(theirs, ours, count: 20);
        }
        Assert.InRange(LinesIn(_theirs), 1, 19);
        Assert.Equal(20, LinesIn(_ours));
        Assert.Contains("log_001.txt", _ours.Names);
    }

    [Fact]
    public void AnAuditedFileIsAnAuditedFileWithTheSameLines()
    {
        using (var theirs = Logger(to => to.AuditTo.File(_theirs["log.txt"])))
        using (var ours = Logger(to => to.AuditTo.MtaioRollingFile(_ours["log.txt"])))
        {
            Write(theirs, ours, count: 3);
            // Before anything is closed.
            Assert.Equal((3, 3), (LinesIn(_theirs), LinesIn(_ours)));
        }
        System.IO.File.WriteAllText(_ours["file"], "in the way");
        Assert.ThrowsAny<IOException>(() => Logger(to => to.AuditTo.MtaioRollingFile(_ours["file/log.txt"])));
    }

    [FactExcept(Except.Windows, "their open file cannot be deleted")]
    [Shows("From Serilog.Sinks.File", "the file is deleted from outside, on Linux")]
    public async Task AFileThatIsDeletedStaysGoneInTheirsAndIsCreatedAgainInOurs()
    {
        var handle = new MtaioFileHandle();
        using (var theirs = Logger(to => to.WriteTo.File(_theirs["log.txt"])))
        using (var ours = Logger(to => to.WriteTo.MtaioRollingFile(_ours["log.txt"], options: new MtaioFileOptions { Handle = handle })))
        {
            Write(theirs, ours, count: 1);
            await handle.FlushAsync();
            System.IO.File.Delete(_theirs["log.txt"]);
            System.IO.File.Delete(_ours["log.txt"]);
            Eventually.True(
                () =>
                {
                    Write(theirs, ours, count: 1);
                    return _ours.Names.Length == 1;
                },
                "the new file");
        }
        Assert.Empty(_theirs.Names);
        Assert.Equal(["log.txt"], _ours.Names);
    }

    [Fact]
    [Shows(
        "From Serilog.Sinks.File",
        "the line ends of `CompactJsonFormatter`, `RenderedCompactJsonFormatter` and `JsonFormatter` on Windows")]
    public void LinesOfJsonHaveTheLineEndOfTheSystemInTheirsAndALineFeedInOurs()
    {
        ITextFormatter[] all = [new CompactJsonFormatter(), new RenderedCompactJsonFormatter(), new JsonFormatter()];
        for (var i = 0; i < all.Length; i++)
        {
            var (formatter, file) = (all[i], $"{i}.txt");
            using (var theirs = Logger(to => to.WriteTo.File(formatter, _theirs[file])))
            using (var ours = Logger(to => to.WriteTo.MtaioRollingFile(formatter, _ours[file])))
            {
                Write(theirs, ours, count: 1);
            }
            Assert.EndsWith("}" + Environment.NewLine, _theirs.Text(file), StringComparison.Ordinal);
            Assert.EndsWith("}\n", _ours.Text(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Shows("From Serilog.Sinks.File", "when an event is in the file")]
    public async Task UnbufferedTheirsIsInTheFileWhenTheCallHasReturnedAndOursWhenItIsFatalOrFlushed()
    {
        var handle = new MtaioFileHandle();
        using var theirs = Logger(to => to.WriteTo.File(_theirs["log.txt"]));
        using var ours = Logger(to => to.WriteTo.MtaioRollingFile(_ours["log.txt"], options: new MtaioFileOptions { Handle = handle }));
        Write(theirs, ours, count: 1);
        Assert.Equal(1, LinesIn(_theirs));
        await handle.FlushAsync();
        Assert.Equal(1, LinesIn(_ours));
        ours.Fatal("at once");
        Assert.Equal(2, LinesIn(_ours));
    }

    [Fact]
    public void AnAuditedEventIsInTheFileWhenTheCallHasReturned()
    {
        using var audit = Logger(to => to.AuditTo.MtaioFile(_ours["log.txt"]));
        audit.Information("at once");
        Assert.Equal(1, LinesIn(_ours));
    }

    public void Dispose()
    {
        _theirs.Dispose();
        _ours.Dispose();
    }

    static Logger Logger(Func<LoggerConfiguration, LoggerConfiguration> configure) => configure(new LoggerConfiguration()).CreateLogger();

    static void Write(Logger theirs, Logger ours, int count)
    {
        for (var number = 0; number < count; number++)
        {
            theirs.Information("line {Number}", number);
            ours.Information("line {Number}", number);
        }
    }

    static int LinesIn(TempFolder folder) => folder.Files.Values.Sum(content => content.Count(c => c == '\n'));
}
