namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>The size that a file does not exceed, unless a single event does.</summary>
/// <param name="MaxBytes">The limit; null = no limit.</param>
sealed record SizeLimit(long? MaxBytes)
{
    /// <summary>Whether a file of this length rotates before bytes are added: only if it is not empty, and the bytes do not fit.</summary>
    public bool IsDue(long length, long added) => length > 0 && !Fits(length, added);

    /// <summary>Whether a file of this length stays within the limit when bytes are added.</summary>
    public bool Fits(long length, long added) => added <= RoomAfter(length);

    /// <summary>The number of bytes that a file of this length can still take; negative when the file exceeds the limit.</summary>
    public long RoomAfter(long length) => MaxBytes is { } max ? max - length : long.MaxValue;
}
