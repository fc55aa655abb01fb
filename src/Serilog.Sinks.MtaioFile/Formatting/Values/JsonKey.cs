using Serilog.Sinks.MtaioFile.Formatting.Bytes;







namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>The name of a property in compact JSON, with the comma before it and the colon behind it.</summary>
sealed class JsonKey(string name)
{
    readonly byte[]? _bytes = Utf8Text.Quoted(Distinguished(name)) is { } quoted ? [(byte)',', .. quoted, (byte)':'] : null;

    /// <summary>Whether it was made for this very text.</summary>
    public bool Is(string other) => ReferenceEquals(name, other);

    public void Write(Utf8LineWriter output)
    {
        if (_bytes is not null) output.WriteUtf8(_bytes);
        else Write(name, output);
    }

    public static void Write(string name, Utf8LineWriter output)
    {
        output.WriteByte((byte)',');
        JsonText.WriteQuoted(Distinguished(name), output);
        output.WriteByte((byte)':');
    }

    /// <summary>Names with an at sign of their own are told from those of the format by a second one.</summary>
    static string Distinguished(string name) => name.StartsWith('@') ? "@" + name : name;
}
