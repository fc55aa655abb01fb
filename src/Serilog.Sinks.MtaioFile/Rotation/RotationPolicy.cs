namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>When a file is rotated and how many archives are kept.</summary>
/// <param name="MaxBytes">The size that a file does not exceed unless a single event does; null = no limit.</param>
/// <param name="BackupCount">How many archives are kept; null = all.</param>
sealed record RotationPolicy(long? MaxBytes, int? BackupCount)
{
    /// <summary>For files that never rotate.</summary>
    public static readonly RotationPolicy Never = new(MaxBytes: null, BackupCount: null);

    /// <summary>Whether a file of this length rotates before <paramref name="added"/> bytes are written: only if it is not empty and they do not fit.</summary>
    public bool IsDue(long length, long added) => length > 0 && !Fits(length, added);

    /// <summary>Whether a file of this length stays within the limit when <paramref name="added"/> bytes are written.</summary>
    public bool Fits(long length, long added) => MaxBytes is not { } max || added <= max - length;
}
