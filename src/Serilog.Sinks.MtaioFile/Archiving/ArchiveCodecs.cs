namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The codecs of one sink: those of the library, and that of the user. The sink finds, moves, counts and deletes archives of each of them,
/// whichever it compresses with.
/// </summary>
sealed class ArchiveCodecs
{
    static readonly ArchiveCodec[] BuiltIn = [new(ArchiveCompression.GZip), new(ArchiveCompression.Brotli)];

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
        if (Array.Find(Compressing.Choices, c => c.Chosen!.Compression == compression) is { } ofLibrary) return ofLibrary;
        var chosen = new ArchiveCodec(compression);
        return new ArchiveCodecs([.. BuiltIn.Where(c => !c.HasSuffixOf(chosen)), chosen], chosen);
    }

    /// <summary>Most sinks do not compress, and need not wait for these.</summary>
    static class Compressing
    {
        public static readonly ArchiveCodecs[] Choices =
            Array.ConvertAll(BuiltIn, c => new ArchiveCodecs([.. BuiltIn.Where(b => b != c), c], c));
    }
}
