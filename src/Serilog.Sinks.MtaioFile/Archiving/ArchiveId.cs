namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>Which archive of a file: all that its own name says.</summary>
/// <param name="Stamp">For a dated archive the local start of its period; else <see cref="DateTime.MinValue"/>.</param>
/// <param name="Number">The number in the name.</param>
/// <param name="Precision">How finely the name gives the stamp.</param>
/// <param name="Former">0 for the present naming; for a former naming, its place among them, from 1 on.</param>
readonly record struct ArchiveId(DateTime Stamp, int Number, StampPrecision Precision, int Former = 0)
{
    public bool IsDated => Precision != StampPrecision.None;

    public static ArchiveId Numbered(int number) => new(DateTime.MinValue, number, StampPrecision.None);

    /// <summary>The first archive of a period, with the stamp cut to the precision.</summary>
    public static ArchiveId FirstOf(DateTime stamp, StampPrecision precision) => new(StampFormat.Cut(stamp, precision), 1, precision);
}

/// <summary>How finely an archive's name gives its stamp.</summary>
enum StampPrecision
{
    None,
    Year,
    Month,
    Day,
    Hour,
    Minute,
}
