namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>The codecs of this library, and the option that chooses each.</summary>
static class ArchiveCodecs
{
    static readonly Dictionary<ArchiveCompression, ArchiveCodec> ByOption = new()
    {
        [ArchiveCompression.GZip] = new GZipCodec(),
    };

    /// <summary>All codecs. A sink finds, moves, counts and deletes archives of each of them, whichever it compresses with.</summary>
    public static IReadOnlyList<ArchiveCodec> Known { get; } = [.. ByOption.Values];

    /// <summary>The codec of an option; null when archives are not compressed.</summary>
    public static ArchiveCodec? For(ArchiveCompression option) => ByOption.GetValueOrDefault(option);
}
