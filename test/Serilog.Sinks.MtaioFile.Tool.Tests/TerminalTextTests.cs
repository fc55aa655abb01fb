namespace Serilog.Sinks.MtaioFile.Tool.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain ä 😀\r\n\tline", "plain ä 😀\r\n\tline")]
    [InlineData("\u001b[2Jgone", "\\u001b[2Jgone")]
    [InlineData("\u009b2J\a\0", "\\u009b2J\\u0007\\u0000")]
    [InlineData("4 dollars\r9\r\n", "4 dollars\\u000d9\r\n")]
    [InlineData("end\r", "end\\u000d")]
    [InlineData("\r\r\n", "\\u000d\r\n")]
    [InlineData("\u202eabc\u202c \u2066d\u2069", "\\u202eabc\\u202c \\u2066d\\u2069")]
    public void OrdersToTheTerminalAreEscaped(string text, string shown) => Assert.Equal(shown, TerminalText.Escape(text));

    [Fact]
    public void ALineStaysOneLine() => Assert.Equal("a\\u000d\\u000ab\tc", TerminalText.EscapeLine("a\r\nb\tc"));
}
