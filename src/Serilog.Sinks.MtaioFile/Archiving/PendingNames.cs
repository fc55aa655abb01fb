using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The names of files that wait beside the active file until they are in the folder of the archives: the name of the active file, and date
/// and number of the archive, such as <c>app.log.1.moving</c> or <c>app.log.20261126.2.moving</c>. They say nothing of the pattern, which
/// may be another one when the file is found again.
/// </summary>
sealed class PendingNames(string activeName, StringComparison comparison)
{
    public const string End = ".moving";

    /// <summary>The longest end of a name: a minute, a number, and what is between them.</summary>
    public const int LongestEnd = 1 + 12 + 1 + 10 + 7;

    const char Separator = '.';

    static readonly StampFormat[] Formats =
    [
        .. Enum.GetValues<StampPrecision>().Where(p => p != StampPrecision.None).Select(StampFormat.Compact),
    ];

    readonly string _start = activeName + Separator;

    public string Format(ArchiveId archive)
    {
        var stamp = archive.IsDated ? StampFormat.Compact(archive.Precision).Write(archive.Stamp) + Separator : "";
        return _start + stamp + archive.Number.ToString(CultureInfo.InvariantCulture) + End;
    }

    public ArchiveId? TryParse(string name)
    {
        if (name.Length < _start.Length + End.Length) return null;
        if (!name.StartsWith(_start, comparison) || !name.EndsWith(End, comparison)) return null;
        var inner = name.AsSpan(_start.Length, name.Length - _start.Length - End.Length);
        var dot = inner.IndexOf(Separator);
        if (!ArchiveNumber.TryParse(inner[(dot + 1)..], out var number)) return null;
        if (dot < 0) return ArchiveId.Numbered(number);
        foreach (var format in Formats)
        {
            if (format.TryParse(inner[..dot], out var stamp)) return new ArchiveId(stamp, number, format.Precision);
        }
        return null;
    }
}
