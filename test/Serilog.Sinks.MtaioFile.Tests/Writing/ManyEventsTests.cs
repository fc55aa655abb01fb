using System.Buffers.Text;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Several threads and many rotations: no event is lost, no line torn, no file over its limit.</summary>
public sealed class ManyEventsTests : LogUnderTest
{
    [Theory]
    [InlineData(4, 250_000, 10_000_000L, 4)]
    [InlineData(8, 2_000, 7_000L, 100)]
    public void EventsOfManyThreadsAreInTheRotatedFilesOnceAndInOrder(int threads, int each, long maxBytes, int leastRotations)
    {
        (each, leastRotations) = (Place.SamplesOfFiles(each), Place.SamplesOfFiles(leastRotations));
        using (var log = OpenRotating(maxBytes, options: Patient.Options(Handle))) EmitFromThreads(log, threads, each);

        var total = threads * each;
        Handle.ShouldHaveCounted(accepted: total, written: total, dropped: 0, pending: 0);
        var rotations = (int)Handle.Statistics.Rotations;
        Assert.InRange(rotations, leastRotations, int.MaxValue);
        Assert.Equal(
            ["app.log", .. Enumerable.Range(1, rotations).Select(n => $"app.log.{n}").Order(StringComparer.Ordinal)],
            Folder.Names);
        Assert.Empty(Listener.Failures);
        AssertEachOnceAndInOrder(Folder, rotations, threads, each, maxBytes);
    }

    static void EmitFromThreads(Logger log, int threads, int each)
    {
        var running = Enumerable.Range(0, threads).Select(t => new Thread(() =>
        {
            for (var i = 0; i < each; i++) log.Information("{Thread} {Index} is an event like any other of its thread", t, i);
        })).ToList();
        running.ForEach(t => t.Start());
        running.ForEach(t => t.Join());
    }

    /// <summary>Read from the oldest file to the newest, the numbers of each thread are 0, 1, 2 and so on.</summary>
    static void AssertEachOnceAndInOrder(TempFolder folder, int archives, int threads, int each, long maxBytes)
    {
        var next = new int[threads];
        for (var number = archives; number >= 0; number--)
        {
            var bytes = folder.Bytes(number == 0 ? "app.log" : $"app.log.{number}");
            Assert.InRange(bytes.Length, 1, maxBytes);
            Assert.Equal((byte)'\n', bytes[^1]);
            foreach (var range in bytes.AsSpan(..^1).Split((byte)'\n')) CheckLine(bytes.AsSpan(range), next);
        }
        Assert.All(next, count => Assert.Equal(each, count));
    }

    static void CheckLine(ReadOnlySpan<byte> line, int[] next)
    {
        Assert.True(Utf8Parser.TryParse(line, out int thread, out var length));
        Assert.True(Utf8Parser.TryParse(line[(length + 1)..], out int index, out var indexLength));
        Assert.True(line[(length + 1 + indexLength)..].SequenceEqual(" is an event like any other of its thread"u8));
        if (index != next[thread]++) Assert.Fail($"event {index} of thread {thread} stands where {next[thread] - 1} should");
    }
}
