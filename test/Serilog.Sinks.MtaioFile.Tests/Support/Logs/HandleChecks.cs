namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Checks of the statistics of a sink, by name.</summary>
static class HandleChecks
{
    /// <summary>
    /// Fails unless the sink has counted exactly this, all at one moment. What is not named may be any number, but the sums must be right.
    /// </summary>
    public static void ShouldHaveCounted(
        this MtaioFileHandle handle,
        long? accepted = null,
        long? written = null,
        long? dropped = null,
        long? droppedByOverflow = null,
        long? droppedByFormatting = null,
        long? droppedByFailure = null,
        long? droppedByShutdown = null,
        long? droppedAfterClose = null,
        long? droppedByHoldLimit = null,
        long? pending = null,
        long? bytes = null,
        long? rotations = null,
        long? failures = null,
        string? lastError = null)
    {
        var now = handle.Statistics;
        var expected = new MtaioFileStatistics(
            accepted ?? now.Accepted,
            written ?? now.Written,
            dropped ?? now.Dropped,
            droppedByOverflow ?? now.DroppedByOverflow,
            droppedByFormatting ?? now.DroppedByFormatting,
            droppedByFailure ?? now.DroppedByFailure,
            droppedByShutdown ?? now.DroppedByShutdown,
            droppedAfterClose ?? now.DroppedAfterClose,
            droppedByHoldLimit ?? now.DroppedByHoldLimit,
            pending ?? now.Pending,
            bytes ?? now.Bytes,
            rotations ?? now.Rotations,
            failures ?? now.Failures,
            lastError ?? now.LastError);
        Assert.Equal(expected, now);
        now.ShouldBalance();
    }

    /// <summary>Fails unless each accepted event is written, dropped or pending, and each dropped event has one reason.</summary>
    public static void ShouldBalance(this MtaioFileStatistics now)
    {
        Assert.Equal(now.Accepted, now.Written + now.Dropped + now.Pending);
        var byReason =
            now.DroppedByOverflow + now.DroppedByFormatting + now.DroppedByFailure
            + now.DroppedByShutdown + now.DroppedAfterClose + now.DroppedByHoldLimit;
        Assert.Equal(now.Dropped, byReason);
    }
}
