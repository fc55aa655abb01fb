using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The parts of the names of files that roll: each file keeps its name, and the next one gets a new name. Between start and end a name has
/// the date of its period, if there are formats, and from the second file of a period on a number: <c>app-2026-11-25.log</c>,
/// <c>app-2026-11-25_001.log</c>.
/// </summary>
/// <param name="Start">The text before the date.</param>
/// <param name="Stamps">The formats that the date may have; empty if there is no date.</param>
/// <param name="End">The text after date and number.</param>
sealed record RollingPattern(string Start, IReadOnlyList<StampFormat> Stamps, string End)
{
    /// <summary>A path that is the same for all files of the pattern, and another one for those of a different naming.</summary>
    public string CommonPathIn(string directory) => Path.Combine(directory, $"{Start}{(Stamps.Count > 0 ? "{date}" : "")}_{{n}}{End}");

    /// <summary>How precisely new names give the date.</summary>
    public StampPrecision PrecisionFor(RotationInterval interval) => StampFormat.PrecisionOf(Stamps, interval);

    /// <summary>The interval of files of which only the names say it: the smallest unit of the date, a day if no format is given.</summary>
    public RotationInterval ImpliedInterval => PrecisionFor(RotationInterval.Day) switch
    {
        StampPrecision.Year => RotationInterval.Year,
        StampPrecision.Month => RotationInterval.Month,
        StampPrecision.Day => RotationInterval.Day,
        StampPrecision.Hour => RotationInterval.Hour,
        StampPrecision.Minute => RotationInterval.Minute,
        _ => RotationInterval.None,
    };
}

/// <summary>The names of files that roll. Archives are the files that are no longer written.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="comparison">How the system compares the texts of names.</param>
sealed class RollingNames(RollingPattern pattern, StringComparison comparison) : IArchiveNames
{
    const char NumberMark = '_';
    const int LeastDigits = 3;

    public string Start => pattern.Start;

    public string Format(ArchiveId id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id.Number, nameof(id));
        var stamp = pattern.Stamps.Count == 0 ? "" : pattern.Stamps.First(s => s.Precision == id.Precision).Write(id.Stamp);
        var number = id.Number == 0 ? "" : NumberMark + id.Number.ToString("D3", CultureInfo.InvariantCulture);
        return pattern.Start + stamp + number + pattern.End;
    }

    public bool HasName(ArchiveId id) =>
        id.Number >= 0 && (pattern.Stamps.Count == 0 ? !id.IsDated : pattern.Stamps.Any(s => s.Precision == id.Precision));

    public bool TryParse(ReadOnlySpan<char> name, out ArchiveId id)
    {
        id = default;
        if (name.Length < pattern.Start.Length + pattern.End.Length) return false;
        if (!name.StartsWith(pattern.Start, comparison)) return false;
        if (!name.EndsWith(pattern.End, comparison)) return false;
        var inner = name[pattern.Start.Length..^pattern.End.Length];
        if (pattern.Stamps.Count == 0) return TryParseNumber(inner, ArchiveId.Numbered(0), out id);
        foreach (var stamp in pattern.Stamps)
        {
            if (inner.Length < stamp.Format.Length || !stamp.TryParse(inner[..stamp.Format.Length], out var time)) continue;
            if (TryParseNumber(inner[stamp.Format.Length..], new ArchiveId(time, 0, stamp.Precision), out id)) return true;
        }
        return false;
    }

    /// <summary>Orders files, the newest first: without a date, the highest number is the newest.</summary>
    public int CompareByAge(ArchiveId x, ArchiveId y)
    {
        var byStamp = y.Stamp.CompareTo(x.Stamp);
        return byStamp != 0 ? byStamp : y.Number.CompareTo(x.Number);
    }

    public bool CanFollow(ArchiveId archive, ArchiveId? newer) => true;

    static bool TryParseNumber(ReadOnlySpan<char> text, ArchiveId found, out ArchiveId id)
    {
        id = found;
        if (text.IsEmpty) return true;
        if (text.Length <= LeastDigits || text[0] != NumberMark) return false;
        var digits = text[1..];
        if (!ArchiveNumber.TryParse(digits.Length == LeastDigits ? digits.TrimStart('0') : digits, out var number)) return false;
        id = found with { Number = number };
        return true;
    }
}
