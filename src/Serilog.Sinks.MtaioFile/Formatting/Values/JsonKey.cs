using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>The key of a property in compact JSON, encoded once with the comma before it and the colon behind it.</summary>
sealed class JsonKey(string name)
{
    readonly byte[]? _bytes = JsonText.Quoted(EscapeAt(name)) is { } quoted ? [(byte)',', .. quoted, (byte)':'] : null;

    /// <summary>Whether the key was made for this string object.</summary>
    public bool IsFor(string other) => ReferenceEquals(name, other);

    public void Write(Utf8LineWriter output)
    {
        if (_bytes is not null) output.WriteUtf8(_bytes);
        else Write(name, output);
    }

    /// <summary>Writes a name as a key.</summary>
    public static void Write(string name, Utf8LineWriter output)
    {
        if (!name.StartsWith('@') && JsonText.TryWriteAsciiKey(name, output)) return;
        output.WriteByte((byte)',');
        JsonText.WriteQuoted(EscapeAt(name), output);
        output.WriteByte((byte)':');
    }

    /// <summary>The format's own keys begin with one at sign, so a name that begins with one gets a second.</summary>
    static string EscapeAt(string name) => name.StartsWith('@') ? "@" + name : name;
}
