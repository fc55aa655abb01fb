namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>Which archive of a file it is, plain or compressed.</summary>
/// <param name="Stamp">For dated archives, the local start of the period; else <see cref="DateTime.MinValue"/>.</param>
/// <param name="Number">The number in the name; a dated name without one has 1.</param>
/// <param name="Precision">How finely the stamp is written.</param>
readonly record struct ArchiveId(DateTime Stamp, int Number, StampPrecision Precision)
{
    public static ArchiveId Numbered(int number) => new(DateTime.MinValue, number, StampPrecision.None);
}

/// <summary>How finely an archive's name says when.</summary>
enum StampPrecision
{
    None,
    Day,
    Hour,
    Minute,
}
