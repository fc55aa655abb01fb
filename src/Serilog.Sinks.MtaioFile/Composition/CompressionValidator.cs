using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>
/// Checks a compression of the user when the sink is configured, since its mistakes would show only after the first rotation.
/// </summary>
static class CompressionValidator
{
    const string Example = "write, for instance, .zst";

    /// <summary>
    /// What is wrong with a compression, to follow its name: the suffix cannot be one, or it does not read back what it has written.
    /// </summary>
    public static string? MistakeIn(ArchiveCompression compression) =>
        compression == ArchiveCompression.None || ArchiveCompression.Named.Values.Contains(compression) ? null : MistakeInOwn(compression);

    static bool IsCaseOnly(string x, string y) =>
        !string.Equals(x, y, StringComparison.Ordinal) && string.Equals(x, y, StringComparison.OrdinalIgnoreCase);

    static string? MistakeInOwn(ArchiveCompression compression)
    {
        var suffix = compression.Suffix;
        var isSuffix = suffix is ['.', _, ..] && suffix[1..].All(char.IsAsciiLetterOrDigit) && suffix.Any(char.IsAsciiLetter);
        if (!isSuffix) return $"has the suffix \"{suffix}\", which is not a dot with letters and digits behind it; {Example}";
        if (ArchiveFileNames.EndsOfOtherFiles.Contains(suffix, StringComparer.OrdinalIgnoreCase))
            return $"has the suffix {suffix}, which other files of the sink have; {Example}";
        var likeOurs = ArchiveCompression.Named.Values.FirstOrDefault(c => IsCaseOnly(c.Suffix, suffix));
        if (likeOurs?.Suffix is { } ours) return $"has the suffix {suffix}, which differs from {ours} by case alone; write {ours}";
        using var plain = new MemoryStream("the first line\nthe second line\n"u8.ToArray());
        using var compressed = new MemoryStream();
        try
        {
            var codec = new ArchiveCodec(compression);
            codec.Compress(plain, compressed, CancellationToken.None);
            var content = codec.Compare(plain, compressed, CancellationToken.None);
            return content == CompressedContent.SameSoFar ? null : "does not read back the lines that it has compressed";
        }
        catch (Exception ex)
        {
            return $"could not compress two lines and read them back: {ex.GetType().Name}: {ex.Message}";
        }
    }
}
