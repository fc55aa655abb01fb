using System.Globalization;
using System.Security;
using System.Text;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Charts;

/// <summary>The few shapes that the charts are made of, on a white ground.</summary>
sealed class SvgDrawing(double width)
{
    public const string Ink = "#1f2937";
    public const string Faint = "#6b7280";
    public const string Grid = "#e5e7eb";

    const string Fonts = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

    readonly StringBuilder _shapes = new();

    public double Width => width;

    public void Text(double x, double y, string text, string anchor = "start", string fill = Ink, int size = 13, bool bold = false)
    {
        var (weight, content) = (bold ? " font-weight=\"600\"" : "", SecurityElement.Escape(text));
        Add($"""<text x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}" fill="{fill}" font-size="{size}"{weight}>{content}</text>""");
    }

    public void Rectangle(double x, double y, double rectangleWidth, double height, string fill) =>
        Add($"""<rect x="{x:0.#}" y="{y:0.#}" width="{Math.Max(rectangleWidth, 1):0.#}" height="{height:0.#}" rx="2" fill="{fill}"/>""");

    public void Line(double x1, double y1, double x2, double y2, string stroke, double strokeWidth = 1) =>
        Add($"""<line x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}" stroke="{stroke}" stroke-width="{strokeWidth:0.#}"/>""");

    public void Circle(double x, double y, double radius, string fill) =>
        Add($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" fill=\"{fill}\" stroke=\"#ffffff\" stroke-width=\"1\"/>");

    public void Polyline(IEnumerable<(double X, double Y)> points, string stroke, double strokeWidth)
    {
        var list = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")));
        Add($"""<polyline points="{list}" fill="none" stroke="{stroke}" stroke-width="{strokeWidth:0.#}" stroke-linejoin="round"/>""");
    }

    /// <summary>What every chart begins with; returns where the next may be drawn.</summary>
    public double Heading(string title, string subtitle)
    {
        Text(20, 30, title, size: 17, bold: true);
        Text(20, 50, subtitle, fill: Faint);
        return 62;
    }

    public string ToSvg(double height) => string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height:0}" viewBox="0 0 {width} {height:0}" font-family="{Fonts}">
        <rect width="{width}" height="{height:0}" fill="#ffffff"/>
        {_shapes}</svg>

        """);

    void Add(FormattableString shape) => _shapes.Append(shape.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
