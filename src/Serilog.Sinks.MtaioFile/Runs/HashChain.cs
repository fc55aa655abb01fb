using System.ComponentModel;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// How the records of an audit log are chained: each record carries a hash of itself and of the record before, so that a record that was
/// changed, removed or put in later is found. With a key, only its owner can make such hashes.
/// </summary>
[TypeConverter(typeof(HashChainConverter))]
public sealed class HashChain
{
    /// <summary>The least bytes of a key.</summary>
    const int LeastKeyBytes = 16;

    /// <summary>The most bytes of a file with a key: a device may have no end.</summary>
    const int MostFileBytes = 64 * 1024;

    const string KeyOfFile = "file:";
    const string KeyOfVariable = "env:";
    const string Examples = $"write {nameof(Plain)}, {KeyOfVariable}NAME, or {KeyOfFile}PATH";

    HashChain(byte[]? key) => Key = key;

    /// <summary>Hashes of SHA-256, which anybody can compute: they show accidents and careless changes.</summary>
    public static HashChain Plain { get; } = new(key: null);

    /// <summary>The key; null = none.</summary>
    internal byte[]? Key { get; }

    /// <summary>Hashes of HMAC-SHA-256 with a key.</summary>
    /// <param name="key">The key, at least 16 bytes. It is copied.</param>
    /// <returns>The chain.</returns>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public static HashChain WithKey(ReadOnlySpan<byte> key)
    {
        if (key.Length >= LeastKeyBytes) return new HashChain(key.ToArray());
        throw new ArgumentException($"the key has {key.Length} bytes; it must have at least {LeastKeyBytes}", nameof(key));
    }

    /// <summary>
    /// Reads the text of a configuration: <c>Plain</c>, <c>env:NAME</c> or <c>file:PATH</c>. The environment variable or file has the key
    /// in base64.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>The chain.</returns>
    /// <exception cref="FormatException">The text is something else, or there is no such key.</exception>
    public static HashChain Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.Equals(text, nameof(Plain), StringComparison.OrdinalIgnoreCase)) return Plain;
        if (text.StartsWith(KeyOfVariable, StringComparison.Ordinal)) return OfVariable(text[KeyOfVariable.Length..]);
        if (text.StartsWith(KeyOfFile, StringComparison.Ordinal)) return OfFile(text[KeyOfFile.Length..]);
        throw new FormatException($"{text} is not a chain; {Examples}");
    }

    /// <summary>The kind of the chain, without its key.</summary>
    public override string ToString() => Key is null ? nameof(Plain) : "with key";

    static HashChain OfVariable(string name)
    {
        var (key, source) = (Environment.GetEnvironmentVariable(name), $"the environment variable {name}");
        return OfText(key ?? throw new MissingKeyException($"{source} is not set"), source);
    }

    static HashChain OfFile(string path)
    {
        try
        {
            return OfText(TextOf(path), path);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MissingKeyException($"the key cannot be read: {ex.Message}", ex);
        }
    }

    static string TextOf(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[MostFileBytes + 1];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (count > MostFileBytes) throw new FormatException($"{path} has more than {MostFileBytes / 1024} KiB; a key is much shorter");
        using var reader = new StreamReader(new MemoryStream(bytes, 0, count));
        return reader.ReadToEnd();
    }

    static HashChain OfText(string key, string source)
    {
        var bytes = new byte[key.Length];
        if (!Convert.TryFromBase64String(key.Trim(), bytes, out var length))
            throw new FormatException($"{source} has no key in base64; make one, for instance, by: openssl rand -base64 32");
        if (length < LeastKeyBytes)
            throw new FormatException($"{source} has a key of {length} bytes; it must have at least {LeastKeyBytes}");
        return new HashChain(bytes[..length]);
    }
}
