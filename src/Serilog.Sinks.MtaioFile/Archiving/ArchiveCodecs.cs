namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The codecs of one sink: those of the library, and that of the user. The sink finds, moves, counts and deletes archives of each of them,
/// whichever it compresses with.
/// </summary>
sealed class ArchiveCodecs
{
    static readonly ArchiveCodec[] BuiltIn =
        [.. ArchiveCompression.Named.Values.Where(c => c != ArchiveCompression.None).Select(c => new ArchiveCodec(c))];

    ArchiveCodecs(IReadOnlyList<ArchiveCodec> all, ArchiveCodec? chosen) => (All, Chosen) = (all, chosen);

    /// <summary>The codecs of the library, without one that compresses.</summary>
    public static ArchiveCodecs None { get; } = new(BuiltIn, chosen: null);

    public IReadOnlyList<ArchiveCodec> All { get; }

    /// <summary>The codec that compresses; null = archives stay plain.</summary>
    public ArchiveCodec? Chosen { get; }

    /// <summary>The codecs of a sink that compresses in this way. A codec of the library with the same suffix is replaced.</summary>
    public static ArchiveCodecs For(ArchiveCompression compression)
    {
        if (compression == ArchiveCompression.None) return None;
        var chosen = BuiltIn.FirstOrDefault(c => c.Compression == compression) ?? new ArchiveCodec(compression);
        return new ArchiveCodecs([.. BuiltIn.Where(c => !c.HasSuffixOf(chosen)), chosen], chosen);
    }
}
