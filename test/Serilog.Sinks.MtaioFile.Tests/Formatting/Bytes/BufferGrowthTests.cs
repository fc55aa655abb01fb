using CsCheck;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Bytes;

/// <summary>A buffer grows in large steps up to the longest array of .NET, but a large one is never twice as large as it must be.</summary>
public sealed class BufferGrowthTests
{
    static readonly Gen<int> Sizes = Gen.OneOf(
        Gen.Int[1, 100_000],
        Gen.Int[1, Array.MaxLength],
        Gen.Int[1 << 30, Array.MaxLength],
        Gen.Int[Array.MaxLength - 100, Array.MaxLength]);

    [Fact]
    public void TheNextCapacityTakesTheBytesAndDoublesUntilItIsLarge() =>
        Gen.Select(Sizes, Sizes, Gen.OneOf(Sizes, Gen.Const(int.MaxValue))).Sample((capacity, used, count) =>
        {
            var length = Math.Min(capacity, used);
            if ((long)length + count > Array.MaxLength)
            {
                Assert.Throws<FormatException>(() => BufferGrowth.Next(capacity, length, count));
                return;
            }
            var next = BufferGrowth.Next(capacity, length, count);
            Assert.InRange(next, length + count, Array.MaxLength);
            var step = capacity < BufferGrowth.Large ? capacity : capacity / 4;
            Assert.Equal(Math.Min(Math.Max((long)capacity + step, (long)length + count), Array.MaxLength), next);
        });

    [Fact]
    public void FewStepsLeadFromTheSmallestToTheLargestBuffer()
    {
        var steps = 0;
        for (var capacity = 32 * 1024; capacity < Array.MaxLength - 24 * 1024; steps++)
        {
            capacity = BufferGrowth.Next(capacity, capacity, 24 * 1024);
        }
        Assert.Equal(27, steps);
    }

    [Fact]
    public void AnEventThatNoArrayHoldsFailsAndTheNextIsEncoded()
    {
        var encoder = Encoders.For(new OutputTemplateFormatter("{Message}", null), LibraryOutput.Utf8);
        var lines = encoder.NewLines();
        var value = ("X", (LogEventPropertyValue)new ScalarValue(1));
        var events = new[] { "{X,2147483646}", "{X}" }.Select(t => RichEvents.Event(LogEventLevel.Information, t, value));
        encoder.Encode([.. events], asBlock: true, lines);
        Assert.Contains("largest buffer", Assert.Single(lines.Failures).Failed.Cause.Message, StringComparison.Ordinal);
        Assert.Equal([0, 1], [lines.SizeOf(0), lines.SizeOf(1)]);
    }

    [LargeMemoryFact]
    public void AnEventOverOneGibibyteIsEncoded()
    {
        const int Chunks = 1_080;
        var chunk = new string('x', 1_000_000);
        var encoder = Encoders.For(new RepeatingFormatter(chunk), LibraryOutput.Utf8);
        var lines = encoder.NewLines();
        // The first touch of a gigabyte takes long on some machines, but not as long as hundreds of copies.
        var (thread, failure) = Hang.Start(() => encoder.Encode([Repeated(Chunks)], asBlock: true, lines));
        Assert.True(thread.Join(TimeSpan.FromMinutes(2)), "it copies a gigabyte too often");
        Assert.Null(failure());
        Assert.Equal(Chunks * chunk.Length, lines.SizeOf(0));
        lines.Clear();
    }

    static LogEvent Repeated(int count) => RichEvents.Event(LogEventLevel.Information, "repeated", ("Count", new ScalarValue(count)));

    sealed class RepeatingFormatter(string chunk) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            var count = (int)((ScalarValue)logEvent.Properties["Count"]).Value!;
            for (var i = 0; i < count; i++) output.Write(chunk);
        }
    }

    /// <summary>Skipped where a few gigabytes may not be free.</summary>
    sealed class LargeMemoryFactAttribute : FactAttribute
    {
        public LargeMemoryFactAttribute()
        {
            const long Enough = 20L << 30;
            if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < Enough) Skip = "needs a machine of 20 GiB";
        }
    }
}
