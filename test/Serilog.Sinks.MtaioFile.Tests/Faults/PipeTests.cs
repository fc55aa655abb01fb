using System.Text;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.TestProcess;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>A FIFO gets every event whole and once, whatever its reader does.</summary>
public sealed class PipeTests : LogUnderTest
{
    static readonly int[] Sizes = [1, 100, 3000, 4095, 4096, 4097, 9000, 70_000, 200_000];

    public PipeTests()
    {
        if (OperatingSystem.IsLinux()) Shell.Run("mkfifo", LogPath);
    }

    [RequiresFact("mkfifo")]
    public async Task AReaderThatComesLateGetsEverything()
    {
        var log = OpenPlain(Patient.Options());
        var expected = LogLines(log, 20, 100);
        Eventually.True(() => Listener.Failures.Count > 0, "a FIFO without a reader");
        using var reader = OpenReader();
        Assert.Equal(expected, Read(reader, expected.Length));
        await FlushAsync();
        Handle.ShouldHaveCounted(written: 20, dropped: 0);
    }

    [RequiresFact("mkfifo")]
    public async Task AReaderThatIsSlowGetsEveryLineWholeAndOnce()
    {
        var log = OpenPlain(Patient.Options());
        var expected = LogLines(log, 40, Sizes);
        using var reader = OpenReader();
        var read = new StringBuilder();
        while (read.Length < expected.Length)
        {
            read.Append(Read(reader, Math.Min(20_000, expected.Length - read.Length)));
            Thread.Sleep(2);
        }
        Assert.Equal(expected, read.ToString());
        await FlushAsync();
        Handle.ShouldHaveCounted(written: 40, dropped: 0);
    }

    [RequiresFact("mkfifo")]
    public async Task AReaderThatDoesNotReadForAWhileGetsEachNumberOnce()
    {
        using var reader = new FileStream(LogPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var options = Patient.Options();
        options.Sequence = true;
        var log = OpenPlain(options, OutputTemplate.Formatter("{Sequence} {Message:lj}\n", null));
        log.Information("{Text:l}", new string('x', 100_000));
        Eventually.True(() => Listener.Failures.Count > 0, "a pipe that is full");
        log.Information("second");
        var read = "";
        while (!read.EndsWith("second\n", StringComparison.Ordinal)) read += Read(reader, 1);
        Assert.Equal(["0", "1", "2"], Regex.Matches(read, @"(?m)^\w{8}#(\d) ").Select(m => m.Groups[1].Value));
        await FlushAsync();
    }

    [RequiresTheory("mkfifo")]
    [InlineData(100)]
    [InlineData(200_000)]
    public async Task AReaderThatGoesAwayAndComesBackGetsTheRest(int size)
    {
        var log = OpenPlain(Patient.Options());
        var expected = LogLines(log, 5, size);
        var first = Math.Min(150_000, expected.Length / 2);
        string read;
        using (var reader = OpenReader()) read = Read(reader, first);
        expected += LogLines(log, 5, size);
        Eventually.True(() => Listener.Failures.Count > 0, "a reader that is gone");
        using (var reader = OpenReader()) read += Read(reader, expected.Length - first);
        Assert.Equal(expected, read);
        await FlushAsync();
        Handle.ShouldHaveCounted(written: 10, dropped: 0);
    }

    [RequiresTheory("mkfifo")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ALineThatWasGivenUpHalfWrittenIsFinishedBeforeTheNext(bool reopened)
    {
        using var reader = new FileStream(LogPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var log = OpenPlain(new MtaioFileOptions { RetryTimeLimit = TimeSpan.FromMilliseconds(500) });
        var expected = LogLines(log, 1, 200_000);
        Eventually.True(() => Handle.Statistics.Dropped == 1, "an event that is given up");
        if (reopened) await Assert.ThrowsAsync<IOException>(Handle.ReopenAsync);
        log.Information("next");
        Assert.Equal(expected, Read(reader, expected.Length));
        // The drop notice or the next event follows on a line of its own.
        Assert.Matches("^(next|[12] lo)$", Read(reader, 4));
    }

    [RequiresFact("mkfifo")]
    public void AnAuditSinkWritesToAReaderAndThrowsWithoutOne()
    {
        Assert.Throws<IOException>(() => OpenAudit());
        using (var reader = new FileStream(LogPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0))
        using (var log = OpenAudit())
        {
            Assert.Equal(LogLines(log, 3, 5000), Read(reader, 3 * 5001));
        }
    }

    [RequiresFact("mkfifo")]
    public void TheStandardOutputOfAProcessCanBeTheLog()
    {
        using var process = WriterProcess.Start("open path=/dev/stdout max=100 backups=1 interval=Day");
        process.Tell("write 500 size=5000");
        for (var number = 1; number <= 500; number++)
        {
            Assert.Equal(NumberedLine.Fill("line", number, 5000) + ";", process.Await($"line:{number}:"));
        }
        Assert.Equal("500", process.Ask("flush", "acked"));
        process.Ask("dispose", "disposed");
        // A reader that is slow for long is a temporary failure, which costs no event.
        Assert.DoesNotContain(process.Failures, f => !f.StartsWith("failure Temporary ", StringComparison.Ordinal));
    }

    [RequiresTheory]
    [InlineData("/dev/null")]
    [InlineData("/dev/zero")]
    public async Task ADeviceTakesEveryEvent(string device)
    {
        var log = OpenPlain(path: device);
        LogLines(log, 1000, Sizes);
        await FlushAsync(toDisk: true);
        Handle.ShouldHaveCounted(written: 1000, dropped: 0);
        Assert.Empty(Listener.Failures);
    }

    static string LogLines(ILogger log, int count, params int[] sizes)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var line = new string((char)('a' + (i % 26)), sizes[i % sizes.Length]);
            log.Information("{Line:l}", line);
            text.Append(line).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Waits until the sink has the FIFO open too.</summary>
    FileStream OpenReader() => new(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    static string Read(FileStream reader, int count)
    {
        var bytes = new byte[count];
        Assert.True(Task.Run(() => reader.ReadExactly(bytes)).Wait(TimeSpan.FromSeconds(30)), "the FIFO stays empty");
        return Encoding.UTF8.GetString(bytes);
    }
}
