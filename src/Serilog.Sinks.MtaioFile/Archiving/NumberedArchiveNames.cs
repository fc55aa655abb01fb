using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The names of a file's numbered archives: <c>app.log.1</c> is the newest. <see cref="Format(int)"/> and <see cref="TryParse(string, out int, out bool)"/>
/// are exact inverses: what the one cannot have made, the other does not accept.
/// </summary>
sealed class NumberedArchiveNames(string activeName) : IArchiveNames
{
    public const string CompressedSuffix = ".gz";

    readonly string _prefix = activeName + ".";

    public string Format(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return _prefix + number.ToString(CultureInfo.InvariantCulture);
    }

    public string FormatCompressed(int number) => Format(number) + CompressedSuffix;

    public bool TryParse(string name, out int number, out bool compressed)
    {
        number = 0;
        compressed = false;
        if (!name.StartsWith(_prefix, StringComparison.Ordinal)) return false;
        var rest = name.AsSpan(_prefix.Length);
        var hasSuffix = rest.EndsWith(CompressedSuffix, StringComparison.Ordinal);
        if (hasSuffix) rest = rest[..^CompressedSuffix.Length];
        if (!ArchiveNumber.TryParse(rest, out number)) return false;
        compressed = hasSuffix;
        return true;
    }

    string IArchiveNames.Format(ArchiveId id, bool compressed) => compressed ? FormatCompressed(id.Number) : Format(id.Number);

    bool IArchiveNames.TryParse(string name, out ArchiveId id, out bool compressed)
    {
        var parsed = TryParse(name, out int number, out compressed);
        id = ArchiveId.Numbered(number);
        return parsed;
    }

    int IArchiveNames.CompareByAge(ArchiveId x, ArchiveId y) => x.Number.CompareTo(y.Number);
}
