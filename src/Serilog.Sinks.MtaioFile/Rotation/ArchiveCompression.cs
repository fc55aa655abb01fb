using System.ComponentModel;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// How archives are compressed. Derive a class for a compression of your own. The archive thread compresses an archive, reads the copy back
/// and compares it byte by byte before the plain archive is deleted, so a compression that fails loses nothing. Its methods are called by
/// one thread at a time for each sink.
/// </summary>
[TypeConverter(typeof(ArchiveCompressionConverter))]
public abstract class ArchiveCompression
{
    /// <summary>Archives are not compressed.</summary>
    public static ArchiveCompression None { get; } = new NoCompression();

    /// <summary>Archives are compressed to <c>.gz</c> files.</summary>
    public static ArchiveCompression GZip { get; } = new GZipCompression();

    /// <summary>Archives are compressed to <c>.br</c> files.</summary>
    public static ArchiveCompression Brotli { get; } = new BrotliCompression();

    /// <summary>
    /// The end of a compressed file's name, after the name of the archive, such as <c>.zst</c>: a dot, then letters and digits. It is
    /// always the same.
    /// </summary>
    public abstract string Suffix { get; }

    /// <summary>The compressions that a name is enough for.</summary>
    internal static IReadOnlyDictionary<string, ArchiveCompression> Named { get; } =
        new Dictionary<string, ArchiveCompression>(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(None)] = None,
            [nameof(GZip)] = GZip,
            [nameof(Brotli)] = Brotli,
        };

    /// <summary>Begins to compress.</summary>
    /// <param name="target">Takes the compressed bytes. It may be disposed with the returned stream.</param>
    /// <returns>A stream that takes the plain content. When it is disposed, everything must have been written to the target.</returns>
    public abstract Stream OpenCompressing(Stream target);

    /// <summary>Begins to decompress.</summary>
    /// <param name="source">Gives the compressed bytes. It may be disposed with the returned stream.</param>
    /// <returns>
    /// A stream that gives the plain content. If the compressed content is damaged or cut short, it ends early or throws, best an
    /// <see cref="InvalidDataException"/>.
    /// </returns>
    public abstract Stream OpenDecompressing(Stream source);
}
