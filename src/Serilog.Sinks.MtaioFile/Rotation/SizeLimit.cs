namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>The size limit of a file.</summary>
/// <param name="MaxBytes">The limit; null = no limit.</param>
/// <param name="Rule">What the limit means for the line that reaches it.</param>
sealed record SizeLimit(long? MaxBytes, SizeRule Rule = SizeRule.Within)
{
    /// <summary>Whether the line that reaches the limit is written, whatever its size.</summary>
    public bool TakesLineThatReachesIt => Rule == SizeRule.UntilReached;

    /// <summary>Whether a file of this length rotates before bytes are added: only if it is not empty, and the bytes do not fit.</summary>
    public bool IsDue(long length, long added) => length > 0 && (TakesLineThatReachesIt ? RoomAfter(length) <= 0 : !Fits(length, added));

    /// <summary>Whether a file of this length stays within the limit when bytes are added.</summary>
    public bool Fits(long length, long added) => added <= RoomAfter(length);

    /// <summary>The number of bytes that a file of this length can still take; negative when the file exceeds the limit.</summary>
    public long RoomAfter(long length) => MaxBytes is { } max ? max - length : long.MaxValue;
}

/// <summary>What a size limit means for the line that reaches it.</summary>
enum SizeRule
{
    /// <summary>The line that would take the file beyond its limit goes into the next file.</summary>
    Within,

    /// <summary>The line that reaches the limit is the last one of the file.</summary>
    UntilReached,
}
