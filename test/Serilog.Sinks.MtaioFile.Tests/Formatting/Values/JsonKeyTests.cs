using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Values;

/// <summary>The keys of JSON properties.</summary>
public sealed class JsonKeyTests
{
    [Theory]
    [InlineData("Id", ",\"Id\":")]
    [InlineData("@t", ",\"@@t\":")]
    [InlineData("a\"b\n", ",\"a\\\"b\\n\":")]
    [InlineData("Größe", ",\"Größe\":")]
    [InlineData("", ",\"\":")]
    public void AKeyIsTheSameWhetherItIsEncodedOnceOrEachTime(string name, string expected)
    {
        Assert.Equal(expected, Written(new JsonKey(name).Write));
        Assert.Equal(expected, Written(writer => JsonKey.Write(name, writer)));
    }

    [Fact]
    public void AnUnpairedSurrogateBecomesTheReplacementCharacter() => Assert.Equal(",\"\uFFFD\":", Written(new JsonKey("\uD83D").Write));

    [Fact]
    public void AKeyIsRecognizedByItsStringObject()
    {
        var name = new string("Id".AsSpan());
        Assert.True(new JsonKey(name).IsFor(name));
        Assert.False(new JsonKey(name).IsFor(new string("Id".AsSpan())));
    }

    static string Written(Action<Utf8LineWriter> write)
    {
        var lines = new EncodedLines(LibraryOutput.Utf8);
        write(lines.Writer);
        return LibraryOutput.Utf8.GetString(lines.BytesFrom(0));
    }
}
