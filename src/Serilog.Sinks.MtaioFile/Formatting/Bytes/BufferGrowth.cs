namespace Serilog.Sinks.MtaioFile.Formatting.Bytes;

/// <summary>
/// Decides how large a buffer becomes: it doubles, so that its bytes are copied few times. A large one grows by a quarter, so that a huge
/// event does not take twice its size in memory. The end is .NET's longest array.
/// </summary>
static class BufferGrowth
{
    /// <summary>Up to this capacity, buffers double.</summary>
    public const int Large = 64 * 1024 * 1024;

    /// <summary>The next capacity.</summary>
    /// <param name="capacity">The present capacity.</param>
    /// <param name="length">The bytes in use.</param>
    /// <param name="count">The bytes to add.</param>
    /// <exception cref="FormatException">No array is long enough.</exception>
    public static int Next(int capacity, int length, int count)
    {
        var needed = (long)length + count;
        if (needed > Array.MaxLength) throw new FormatException($"an event needs more than the largest buffer of {Array.MaxLength} bytes");
        var usual = capacity < Large ? 2L * capacity : capacity + (capacity / 4L);
        return (int)Math.Min(Math.Max(usual, needed), Array.MaxLength);
    }
}
