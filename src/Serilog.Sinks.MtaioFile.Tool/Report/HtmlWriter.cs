using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Markup that may go to a page as it is.</summary>
readonly record struct Html(string Markup)
{
    public static Html Of(HtmlInterpolation markup) => new(markup.ToString());

    public override string ToString() => Markup;
}

/// <summary>
/// Writes a page. The literal parts of an interpolated string are markup; what stands in the holes is text and is escaped, unless it is
/// <see cref="Html"/>. So nothing of the log reaches the page unescaped by mistake.
/// </summary>
sealed class HtmlWriter
{
    readonly StringBuilder _page = new();

    public void Line(HtmlInterpolation markup) => _page.Append(markup.ToString()).Append('\n');

    /// <summary>Writes a part of the style or of the page's frame, which has no holes.</summary>
    public void Raw(string markup) => _page.Append(markup).Append('\n');

    public override string ToString() => _page.ToString();
}

/// <summary>What the compiler makes of each interpolated string for <see cref="HtmlWriter.Line"/> and <see cref="Html.Of"/>.</summary>
[InterpolatedStringHandler]
readonly struct HtmlInterpolation(int literalLength, int formattedCount)
{
    readonly StringBuilder _markup = new(literalLength + (16 * formattedCount));

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(Html markup) => _markup.Append(markup.Markup);

    public void AppendFormatted(string? text) => HtmlText.Append(_markup, text);

    public void AppendFormatted(char c) => HtmlText.Append(_markup, [c]);

    /// <summary>Coordinates of drawings: two digits are enough.</summary>
    public void AppendFormatted(double value) => _markup.Append(value.ToString("0.##", CultureInfo.InvariantCulture));

    public void AppendFormatted(long value) => _markup.Append(value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => _markup.ToString();
}
