namespace Serilog.Sinks.MtaioFile.Tool.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain ä 😀\r\n\tline", "plain ä 😀\r\n\tline")]
    [InlineData("\u001b[2Jgone", "\\u001b[2Jgone")]
    [InlineData("\u009b2J\a\0", "\\u009b2J\\u0007\\u0000")]
    public void OrdersToTheTerminalAreEscaped(string text, string shown) => Assert.Equal(shown, TerminalText.Escape(text));
}
