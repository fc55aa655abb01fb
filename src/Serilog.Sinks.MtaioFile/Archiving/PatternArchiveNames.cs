using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The names of a file's archives by a pattern. Without a date, number 1 is the newest archive. With a date, names of each format of the
/// pattern are parsed, since the interval may have changed.
/// </summary>
/// <param name="pattern">The pattern.</param>
/// <param name="comparison">How the system compares the texts of names.</param>
/// <param name="former">0 for the present naming; for a former naming, its place among them.</param>
sealed class PatternArchiveNames(ArchiveNamePattern pattern, StringComparison comparison, int former = 0) : IArchiveNames
{
    /// <summary>
    /// How far the numbers of two shifted archives may be apart. Numbers are missing after archives were deleted, but not so many; a file
    /// such as <c>app.log.2024</c> belongs to the user.
    /// </summary>
    const int WidestStep = 100;

    public string Start => pattern.Start;

    string NumberFormat => pattern.Digits == 1 ? "D1" : $"D{pattern.Digits}";

    /// <summary>Other libraries number from 0; a former name without a number has it too.</summary>
    int LeastNumber => former == 0 ? 1 : 0;

    public static PatternArchiveNames Of(string text, string activeName, StringComparison comparison = StringComparison.Ordinal) =>
        new(ArchiveNamePattern.Read(text, activeName, ArchiveCodecs.None.All), comparison);

    public string Format(ArchiveId id)
    {
        if (id.Number < LeastNumber) throw new ArgumentOutOfRangeException(nameof(id), id.Number, "archive numbers begin with 1");
        var stamp = pattern.IsDated ? pattern.Stamps.Single(s => s.Precision == id.Precision).Write(id.Stamp) : "";
        var number = pattern.Digits == 0 ? "" : id.Number.ToString(NumberFormat, CultureInfo.InvariantCulture);
        return pattern.Start + stamp + pattern.Middle + number + pattern.End;
    }

    public bool HasName(ArchiveId id) =>
        id.Number >= LeastNumber && (pattern.IsDated ? pattern.Stamps.Any(s => s.Precision == id.Precision) : !id.IsDated);

    public bool TryParse(ReadOnlySpan<char> name, out ArchiveId id)
    {
        id = default;
        if (name.Length < pattern.Start.Length + pattern.End.Length) return false;
        if (!name.StartsWith(pattern.Start, comparison) || !name.EndsWith(pattern.End, comparison)) return false;
        var inner = name[pattern.Start.Length..^pattern.End.Length];
        if (!pattern.IsDated) return TryParseRest(inner, new ArchiveId(DateTime.MinValue, 1, StampPrecision.None), out id);
        foreach (var stamp in pattern.Stamps)
        {
            if (inner.Length < stamp.Format.Length || !stamp.TryParse(inner[..stamp.Format.Length], out var time)) continue;
            if (TryParseRest(inner[stamp.Format.Length..], new ArchiveId(time, 1, stamp.Precision), out id)) return true;
        }
        return false;
    }

    public int CompareByAge(ArchiveId x, ArchiveId y)
    {
        if (!pattern.IsDated) return x.Number.CompareTo(y.Number);
        var byStamp = y.Stamp.CompareTo(x.Stamp);
        return byStamp != 0 ? byStamp : y.Number.CompareTo(x.Number);
    }

    public bool CanFollow(ArchiveId archive, ArchiveId? newer) =>
        pattern.IsDated || archive.Number - (newer?.Number ?? 0) <= WidestStep;

    /// <summary>Parses the text after the date.</summary>
    bool TryParseRest(ReadOnlySpan<char> rest, ArchiveId found, out ArchiveId id)
    {
        id = default;
        if (!rest.StartsWith(pattern.Middle, comparison)) return false;
        if (!TryParseNumber(rest[pattern.Middle.Length..], out var number)) return false;
        id = found with { Number = number, Former = former };
        return true;
    }

    /// <summary>Parses the number, which is as long as formatting makes it.</summary>
    bool TryParseNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        if (pattern.Digits == 0) return digits.IsEmpty;
        if (digits.Length < pattern.Digits) return false;
        var significant = digits.Length == pattern.Digits ? digits.TrimStart('0') : digits;
        return significant.IsEmpty ? LeastNumber == 0 : ArchiveNumber.TryParse(significant, out number);
    }
}
