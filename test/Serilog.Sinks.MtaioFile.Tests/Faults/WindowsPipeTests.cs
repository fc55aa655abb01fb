using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.TestProcess;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>A named pipe of Windows gets every event whole and once, whatever its reader does, and NUL takes everything.</summary>
public sealed class WindowsPipeTests : LogUnderTest
{
    readonly string _name = $"mtaiofile-{Guid.NewGuid():N}";
    long _last;

    string Pipe => $@"\\.\pipe\{_name}";

    [WindowsTheory]
    [InlineData(@"\\.\pipe\")]
    [InlineData(@"\\?\pipe\")]
    public async Task AReaderThatComesLateGetsEverything(string prefix)
    {
        var log = OpenPlain(Patient.Options(), path: prefix + _name);
        var expected = Write(log, 200);
        Eventually.True(() => Listener.Failures.Count > 0, "a pipe without a reader");
        Assert.IsType<IOException>(Listener.Failures[0].Exception);
        using var reader = Open();
        await reader.WaitForConnectionAsync();
        Assert.Equal(expected, Read(reader, expected.Length));
        await FlushAsync();
        Handle.ShouldHaveCounted(written: 200, dropped: 0);
        Assert.Single(Listener.Failures);
    }

    [WindowsFact]
    public async Task ALineOfWhichTheLastReaderHasGotAPartGoesToTheNextOneFromItsStart()
    {
        var log = OpenPlain(Patient.Options(), path: Pipe);
        string expected;
        using (var reader = Open())
        {
            expected = Write(log, 1, 200_000);
            await reader.WaitForConnectionAsync();
            Assert.Equal(expected[..10], Read(reader, 10));
        }
        Eventually.True(() => Listener.Failures.Count > 0, "a reader that is gone");
        expected += Write(log, 1);
        using (var reader = Open())
        {
            await reader.WaitForConnectionAsync();
            Assert.Equal(expected, Read(reader, expected.Length));
        }
        await FlushAsync();
        Handle.ShouldHaveCounted(written: 2, dropped: 0);
    }

    [WindowsFact]
    public async Task AReaderThatIsSlowGetsEveryLineWholeAndOnce()
    {
        using var reader = Open();
        var log = OpenPlain(Patient.Options(), path: Pipe);
        var expected = Write(log, 40, 3_000, 70_000);
        await reader.WaitForConnectionAsync();
        var read = new StringBuilder();
        while (read.Length < expected.Length)
        {
            read.Append(Read(reader, Math.Min(50_000, expected.Length - read.Length)));
            Thread.Sleep(1);
        }
        Assert.Equal(expected, read.ToString());
        await FlushAsync();
        Handle.ShouldHaveCounted(written: 40, dropped: 0);
    }

    [WindowsFact]
    public async Task AReaderThatDoesNotReadHoldsUpTheClosingNoLongerThanItsLimit()
    {
        using var reader = Open();
        var log = OpenPlain(new MtaioFileOptions { ShutdownTimeout = TimeSpan.FromSeconds(2) }, path: Pipe);
        Write(log, 100, 10_000);
        await reader.WaitForConnectionAsync();
        Eventually.True(() => Listener.Failures.Count > 0, "a report");
        var start = Stopwatch.GetTimestamp();
        log.Dispose();
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        var counts = Handle.Statistics;
        Assert.Equal(100, counts.Written + counts.DroppedByShutdown);
        Assert.NotEqual(0, counts.DroppedByShutdown);
    }

    [WindowsFact]
    public async Task AReaderThatGoesAwayAndComesBackGetsTheRest()
    {
        var log = OpenPlain(Patient.Options(), path: Pipe);
        string read, expected;
        using (var reader = Open())
        {
            expected = Write(log, 5);
            await reader.WaitForConnectionAsync();
            read = Read(reader, expected.Length);
            await FlushAsync();
        }
        expected += Write(log, 5);
        Eventually.True(() => Listener.Failures.Count > 0, "a reader that is gone");
        using (var reader = Open())
        {
            await reader.WaitForConnectionAsync();
            read += Read(reader, expected.Length - read.Length);
        }
        Assert.Equal(expected, read);
        await FlushAsync();
        Handle.ShouldHaveCounted(written: 10, dropped: 0);
    }

    [WindowsTheory]
    [InlineData("NUL")]
    [InlineData(@"\\.\NUL")]
    public async Task TheNullDeviceTakesEverything(string name)
    {
        var log = OpenRotating(100, options: Patient.Options(), path: name[0] == '\\' ? name : Folder[name]);
        Write(log, 100);
        await FlushAsync(toDisk: true);
        log.Dispose();
        Handle.ShouldHaveCounted(written: 100, dropped: 0);
        Assert.Empty(Listener.Failures);
        Assert.Empty(Folder.Names);
    }

    NamedPipeServerStream Open() => new(
        _name, PipeDirection.In, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous, inBufferSize: 16_384, outBufferSize: 0);

    string Write(Logger log, int lines, params int[] sizes)
    {
        var expected = new StringBuilder();
        for (var i = 0; i < lines; i++)
        {
            var fill = NumberedLine.Fill("line", ++_last, sizes.Length == 0 ? 50 : sizes[i % sizes.Length]);
            log.Information(NumberedLine.Template, "line", _last, fill);
            expected.Append($"line:{_last}:{fill};\n");
        }
        return expected.ToString();
    }

    static string Read(NamedPipeServerStream reader, int count)
    {
        var bytes = new byte[count];
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        reader.ReadExactlyAsync(bytes, tooLong.Token).AsTask().GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(bytes);
    }
}
