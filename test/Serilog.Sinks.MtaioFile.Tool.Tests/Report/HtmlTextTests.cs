using System.Net;
using CsCheck;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class HtmlTextTests
{
    [Fact]
    public void NoTextCanBecomeMarkup() =>
        Gen.String.Sample(text =>
        {
            var html = Html.Of($"{text}").Markup;
            Assert.Equal(-1, html.AsSpan().IndexOfAny("<>\"'"));
            Assert.DoesNotContain(html, c => char.IsControl(c) && c is not ('\n' or '\t'));
        });

    [Fact]
    public void PlainTextIsReadAsItWas() =>
        Gen.String[Gen.Char[' ', '~'], 0, 50].Sample(text => Assert.Equal(text, WebUtility.HtmlDecode(Html.Of($"{text}").Markup)));

    [Theory]
    [InlineData("a\u0000b", "a\\u0000b")]
    [InlineData("a\r\nb", "a\\u000d\nb")]
    [InlineData("\u202ecba", "\\u202ecba")]
    [InlineData("😀", "😀")]
    public void UnseenCharactersAreShown(string text, string shown) => Assert.Equal(shown, Html.Of($"{text}").Markup);

    [Fact]
    public void OnlyHolesAreEscaped() =>
        Assert.Equal("<b>&lt;1.5&gt;</b><i></i>", Html.Of($"<b>{"<"}{1.5}{'>'}</b>{new Html("<i></i>")}").Markup);
}
