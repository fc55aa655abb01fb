using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>The names of a file's numbered archives: <c>app.log.1</c> is the newest archive.</summary>
sealed class NumberedArchiveNames(string activeName) : IArchiveNames
{
    /// <summary>
    /// How far the numbers of two archives may be apart. Numbers are missing after archives were deleted, but not so many; a file such as
    /// <c>app.log.2024</c> belongs to the user.
    /// </summary>
    const int WidestStep = 100;

    readonly string _prefix = activeName + ".";

    public string Format(ArchiveId id)
    {
        if (id.Number < 1) throw new ArgumentOutOfRangeException(nameof(id), id.Number, "archive numbers begin with 1");
        return _prefix + id.Number.ToString(CultureInfo.InvariantCulture);
    }

    public bool TryParse(ReadOnlySpan<char> name, out ArchiveId id)
    {
        var number = 0;
        var parsed = name.StartsWith(_prefix, StringComparison.Ordinal) && ArchiveNumber.TryParse(name[_prefix.Length..], out number);
        id = ArchiveId.Numbered(number);
        return parsed;
    }

    public int CompareByAge(ArchiveId x, ArchiveId y) => x.Number.CompareTo(y.Number);

    public bool CanFollow(ArchiveId archive, ArchiveId? newer) => archive.Number - (newer?.Number ?? 0) <= WidestStep;
}
