using System.Buffers;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The names of a file's dated archives: <c>app.log.2026-11-23</c>, then <c>app.log.2026-11-23.2</c> for the next archive of the same
/// period. Hours and minutes follow the date where the interval needs them. Names of every precision are parsed, since the interval may
/// have changed.
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

    /// <summary>The first archive of a period, with the stamp cut to the precision.</summary>
    public static ArchiveId FirstOf(DateTime stamp, StampPrecision precision)
    {
        var unit = precision switch
        {
            StampPrecision.Minute => TimeSpan.TicksPerMinute,
            StampPrecision.Hour => TimeSpan.TicksPerHour,
            _ => TimeSpan.TicksPerDay,
        };
        return new ArchiveId(new DateTime(stamp.Ticks - (stamp.Ticks % unit), DateTimeKind.Unspecified), 1, precision);
    }

    public string Format(ArchiveId id)
    {
        var format = Stamps.Single(s => s.Precision == id.Precision).Format;
        var number = id.Number == 1 ? "" : "." + id.Number.ToString(CultureInfo.InvariantCulture);
        return _prefix + id.Stamp.ToString(format, CultureInfo.InvariantCulture) + number;
    }

    public bool TryParse(ReadOnlySpan<char> name, out ArchiveId id)
    {
        id = default;
        if (!name.StartsWith(_prefix, StringComparison.Ordinal)) return false;
        var rest = name[_prefix.Length..];
        var dot = rest.IndexOf('.');
        var number = 1;
        // The first archive of a period has no number, so a name with the number 1 is foreign.
        if (dot >= 0 && !(ArchiveNumber.TryParse(rest[(dot + 1)..], out number) && number > 1)) return false;
        if (!TryParseStamp(dot < 0 ? rest : rest[..dot], out var stamp, out var precision)) return false;
        id = new ArchiveId(stamp, number, precision);
        return true;
    }

    public int CompareByAge(ArchiveId x, ArchiveId y)
    {
        var byStamp = y.Stamp.CompareTo(x.Stamp);
        return byStamp != 0 ? byStamp : y.Number.CompareTo(x.Number);
    }

    public bool CanFollow(ArchiveId archive, ArchiveId? newer) => true;

    static bool TryParseStamp(ReadOnlySpan<char> text, out DateTime stamp, out StampPrecision precision)
    {
        (stamp, precision) = (default, StampPrecision.None);
        foreach (var (candidate, format, length) in Stamps)
        {
            if (text.Length != length) continue;
            precision = candidate;
            return !text.ContainsAnyExcept(StampCharacters)
                && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out stamp);
        }
        return false;
    }
}
