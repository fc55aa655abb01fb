using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>The first bytes of a file, uncompressed: by them it is known again under another name, and when it is compressed.</summary>
static class Fingerprint
{
    const int MostBytes = 1024;

    /// <summary>The first bytes; null = the file cannot be read.</summary>
    public static byte[]? Of(ListedFile file)
    {
        try
        {
            using var source = LogSource.Open(file);
            var bytes = new byte[MostBytes];
            var count = 0;
            while (count < bytes.Length && source.Read(bytes.AsSpan(count)) is var read && read > 0) count += read;
            return bytes[..count];
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static bool AreSame(ListedFile x, ListedFile y) =>
        Of(x) is { } first && Of(y) is { } second && first.AsSpan().SequenceEqual(second);
}
