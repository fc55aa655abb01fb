namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>A small bar in a cell of a table, beside the number that it shows.</summary>
static class ShareBar
{
    public static Html Of(long part, long whole, string style)
    {
        var width = whole == 0 ? 0 : Math.Max(part > 0 ? 0.7 : 0, 100.0 * part / whole);
        return Framed(Bar(style, width));
    }

    /// <summary>A bar before another one that is longer: what is left of a whole.</summary>
    public static Html Within(long part, long whole, long largest)
    {
        double Scaled(long value) => largest == 0 ? 0 : Math.Max(0.7, 100.0 * value / largest);
        return Framed(Html.Of($"{Bar("bar-back", Scaled(Math.Max(part, whole)))}{Bar("bar", Scaled(part))}"));
    }

    static Html Bar(string style, double width) => Html.Of($"<rect class=\"{style}\" width=\"{width}\" height=\"10\"/>");

    static Html Framed(Html bars) =>
        Html.Of($"<svg class=\"share\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{bars}</svg>");
}
