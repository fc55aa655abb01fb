using System.Buffers;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The names of a file's dated archives: <c>app.log.2026-11-23</c>, and for more of the same period <c>app.log.2026-11-23.2</c>; finer for
/// hours and minutes. Names of every precision are understood, since the interval may have been changed.
/// </summary>
sealed class DatedArchiveNames(string activeName) : IArchiveNames
{
    static readonly (StampPrecision Precision, string Format, int Length)[] Stamps =
    [
        (StampPrecision.Day, "yyyy-MM-dd", 10),
        (StampPrecision.Hour, "yyyy-MM-dd_HH", 13),
        (StampPrecision.Minute, "yyyy-MM-dd_HH-mm", 16),
    ];

    static readonly SearchValues<char> StampCharacters = SearchValues.Create("0123456789-_");

    readonly string _prefix = activeName + ".";

    public static StampPrecision PrecisionFor(RotationInterval interval) => interval switch
    {
        RotationInterval.Minute => StampPrecision.Minute,
        RotationInterval.Hour => StampPrecision.Hour,
        _ => StampPrecision.Day,
    };

    /// <summary>The first archive of a period, its stamp cut to the precision.</summary>
    public static ArchiveId Of(DateTime stamp, StampPrecision precision)
    {
        var unit = precision switch
        {
            StampPrecision.Minute => TimeSpan.TicksPerMinute,
            StampPrecision.Hour => TimeSpan.TicksPerHour,
            _ => TimeSpan.TicksPerDay,
        };
        return new ArchiveId(new DateTime(stamp.Ticks - (stamp.Ticks % unit), DateTimeKind.Unspecified), 1, precision);
    }

    public string Format(ArchiveId id, bool compressed)
    {
        var format = Stamps.Single(s => s.Precision == id.Precision).Format;
        var number = id.Number == 1 ? "" : "." + id.Number.ToString(CultureInfo.InvariantCulture);
        return _prefix + id.Stamp.ToString(format, CultureInfo.InvariantCulture) + number + (compressed ? NumberedArchiveNames.CompressedSuffix : "");
    }

    public bool TryParse(string name, out ArchiveId id, out bool compressed)
    {
        id = default;
        compressed = false;
        if (!name.StartsWith(_prefix, StringComparison.Ordinal)) return false;
        var rest = name.AsSpan(_prefix.Length);
        var hasSuffix = rest.EndsWith(NumberedArchiveNames.CompressedSuffix, StringComparison.Ordinal);
        if (hasSuffix) rest = rest[..^NumberedArchiveNames.CompressedSuffix.Length];
        var dot = rest.IndexOf('.');
        var number = 1;
        // The first of a period has no number, so that "1" is nobody's name.
        if (dot >= 0 && !(ArchiveNumber.TryParse(rest[(dot + 1)..], out number) && number > 1)) return false;
        if (!TryParseStamp(dot < 0 ? rest : rest[..dot], out var stamp, out var precision)) return false;
        id = new ArchiveId(stamp, number, precision);
        compressed = hasSuffix;
        return true;
    }

    public int CompareByAge(ArchiveId x, ArchiveId y)
    {
        var byStamp = y.Stamp.CompareTo(x.Stamp);
        return byStamp != 0 ? byStamp : y.Number.CompareTo(x.Number);
    }

    static bool TryParseStamp(ReadOnlySpan<char> text, out DateTime stamp, out StampPrecision precision)
    {
        (stamp, precision) = (default, StampPrecision.None);
        foreach (var (candidate, format, length) in Stamps)
        {
            if (text.Length != length) continue;
            precision = candidate;
            return !text.ContainsAnyExcept(StampCharacters) && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out stamp);
        }
        return false;
    }
}
