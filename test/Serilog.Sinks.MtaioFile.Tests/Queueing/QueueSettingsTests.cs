using CsCheck;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>The settings that the queue derives from the options.</summary>
public sealed class QueueSettingsTests
{
    static QueueSettings From(int? queueLimit, int batchSizeLimit) => QueueSettings.From(
        new MtaioBatchingOptions { QueueLimit = queueLimit, BatchSizeLimit = batchSizeLimit }, null, TimeSpan.Zero, TimeSpan.Zero);

    [Theory]
    [InlineData(10_000, 2_000, 256, 7, 11)]
    [InlineData(null, 2_000, 256, 7, 11)]
    [InlineData(10_000, 10_000, 256, 9, 13)]
    [InlineData(10_000, 100, 100, 1, 5)]
    [InlineData(1_000, 2_000, 256, 1, 2)]
    [InlineData(100, 2_000, 100, 1, 2)]
    [InlineData(5, 1, 1, 1, 2)]
    [InlineData(1, 1, 1, 1, 2)]
    public void TheSizeOfASliceFollowsFromTheLimits(int? queueLimit, int batchSizeLimit, int sliceSize, int wakeFrom, int helpFrom)
    {
        var settings = From(queueLimit, batchSizeLimit);
        Assert.Equal((sliceSize, wakeFrom, helpFrom), (settings.SliceSize, settings.WakeFromSlices, settings.HelpFromSlices));
    }

    [Fact]
    public void TheWorkerWakesBeforeTheQueueIsFull() =>
        Gen.Select(Gen.Int[1, 20_000], Gen.Int[1, 20_000]).Sample((queueLimit, batchSizeLimit) =>
        {
            var settings = From(queueLimit, batchSizeLimit);
            Assert.InRange(settings.WakeFromSlices * settings.SliceSize, 1, queueLimit);
            Assert.InRange(settings.SliceSize, 1, Math.Min(queueLimit, batchSizeLimit));
        });
}
