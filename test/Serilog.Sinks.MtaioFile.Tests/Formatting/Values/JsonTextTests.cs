using CsCheck;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Values;

/// <summary>Compares JSON strings with the library's, both written whole and written between Begin and End.</summary>
public sealed class JsonTextTests
{
    [Fact]
    public void EachCharacterIsEscapedAsInTheLibrary()
    {
        int[] characters = [.. Enumerable.Range(0, 0x100), 0x2028, 0x2029, 0xD83D, 0xDE00, 0xFEFF, 0xFFFF];
        foreach (var character in characters) AssertSame($"a{(char)character}b{(char)character}");
    }

    [Fact]
    public void AnyTextIsWrittenAsInTheLibrary() =>
        Gen.OneOf(RandomText.Any, RandomText.Any, RandomText.Any, RandomText.Long).Sample(AssertSame, iter: 5000);

    [Fact]
    public void NullIsRefused() =>
        Assert.Throws<ArgumentNullException>(() => JsonText.WriteQuoted(null!, new EncodedLines(LibraryOutput.Utf8).Writer));

    static void AssertSame(string text)
    {
        using var library = new StringWriter();
        JsonValueFormatter.WriteQuotedJsonString(text, library);
        var expected = LibraryOutput.Utf8.GetBytes($"<{library}>");
        Assert.Equal(expected, Written(writer => JsonText.WriteQuoted(text, writer)));
        Assert.Equal(expected, Written(writer =>
        {
            var start = JsonText.Begin(writer);
            writer.Write(text);
            JsonText.End(start, writer);
        }));
    }

    static byte[] Written(Action<Utf8LineWriter> write)
    {
        var lines = new EncodedLines(LibraryOutput.Utf8);
        lines.Writer.Write('<');
        write(lines.Writer);
        lines.Writer.Write('>');
        lines.Writer.EndLine();
        return lines.Lines(0, 1).ToArray();
    }
}
