using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Charts;

/// <summary>One bar for each contender, the shortest on top, with a thin line from the lowest to the highest round.</summary>
static class BarChart
{
    const double Width = 760;
    const double Left = 150;
    const double Right = 620;
    const double RowHeight = 30;

    public static string Draw(string title, string subtitle, IEnumerable<(string Contender, Spread Value)> bars, string? ratioTo = null)
    {
        var drawing = new SvgDrawing(Width);
        var rows = bars.OrderBy(b => b.Value.Median).ToArray();
        var unit = rows.FirstOrDefault(r => r.Contender == ratioTo).Value?.Median;
        var top = drawing.Heading(title, subtitle);
        var bottom = top + (rows.Length * RowHeight);
        // One round that something else disturbed must not squeeze all bars.
        var scale = new Scale(0, rows.Max(r => Math.Min(r.Value.Max, r.Value.Median * 1.2)), Left, Right, logarithmic: false);
        DrawGrid(drawing, scale, top, bottom);
        for (var i = 0; i < rows.Length; i++) DrawRow(drawing, scale, top + (i * RowHeight), rows[i].Contender, rows[i].Value, unit);
        return drawing.ToSvg(bottom + 34);
    }

    static void DrawGrid(SvgDrawing drawing, Scale scale, double top, double bottom)
    {
        foreach (var tick in scale.Ticks)
        {
            drawing.Line(scale.At(tick), top, scale.At(tick), bottom, SvgDrawing.Grid);
            drawing.Text(scale.At(tick), bottom + 18, Scale.Label(tick), "middle", SvgDrawing.Faint, 12);
        }
    }

    static void DrawRow(SvgDrawing drawing, Scale scale, double y, string contender, Spread value, double? unit)
    {
        var middle = y + (RowHeight / 2);
        var end = scale.At(value.Median);
        var last = Math.Min(scale.At(value.Max), Right);
        drawing.Text(Left - 10, middle + 4.5, contender, "end", bold: Palette.IsOurs(contender));
        drawing.Rectangle(Left, y + 5, end - Left, RowHeight - 10, Palette.Bar(contender));
        drawing.Line(scale.At(value.Min), middle, last, middle, SvgDrawing.Ink);
        var ratio = unit is { } u && !Palette.IsReference(contender) && value.Median != u ? $" · {value.Median / u:0.00}×" : "";
        drawing.Text(Math.Max(end, last) + 8, middle + 4.5, $"{value.Median:#,0}{ratio}", bold: Palette.IsOurs(contender));
    }
}
