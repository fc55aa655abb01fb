namespace Serilog.Sinks.MtaioFile.PerformanceTests.Charts;

/// <summary>For each contender a dot at each percentile, on a logarithmic scale of time.</summary>
static class PercentileChart
{
    const double Width = 760;
    const double Left = 160;
    const double Right = 730;
    const double RowHeight = 30;

    static readonly double[] Radii = [6, 5, 5, 4];

    public static string Draw(
        string title, string subtitle, IReadOnlyList<string> percentiles, IEnumerable<(string Contender, double[] Values)> rows)
    {
        var drawing = new SvgDrawing(Width);
        var sorted = rows.OrderBy(r => r.Values[0]).ToArray();
        var top = DrawLegend(drawing, drawing.Heading(title, subtitle), percentiles);
        var bottom = top + (sorted.Length * RowHeight);
        var scale = new Scale(sorted.Min(r => r.Values.Min()), sorted.Max(r => r.Values.Max()), Left, Right, logarithmic: true);
        foreach (var tick in scale.Ticks)
        {
            drawing.Line(scale.At(tick), top, scale.At(tick), bottom, SvgDrawing.Grid);
            drawing.Text(scale.At(tick), bottom + 18, Scale.Duration(tick), "middle", SvgDrawing.Faint, 12);
        }
        for (var i = 0; i < sorted.Length; i++)
        {
            DrawRow(drawing, scale, top + ((i + 0.5) * RowHeight), sorted[i].Contender, sorted[i].Values);
        }
        return drawing.ToSvg(bottom + 34);
    }

    static double DrawLegend(SvgDrawing drawing, double y, IReadOnlyList<string> percentiles)
    {
        for (var i = 0; i < percentiles.Count; i++)
        {
            drawing.Circle(Left + (i * 80), y + 10, Radii[i], Shade(SvgDrawing.Ink, i));
            drawing.Text(Left + 12 + (i * 80), y + 14.5, percentiles[i], fill: SvgDrawing.Faint, size: 12);
        }
        return y + 26;
    }

    static void DrawRow(SvgDrawing drawing, Scale scale, double y, string contender, double[] values)
    {
        drawing.Text(Left - 12, y + 4.5, contender, "end", bold: Palette.IsOurs(contender));
        drawing.Line(scale.At(values.Min()), y, scale.At(values.Max()), y, Shade(Palette.Bar(contender), 2), 2);
        for (var i = values.Length - 1; i >= 0; i--) drawing.Circle(scale.At(values[i]), y, Radii[i], Shade(Palette.Bar(contender), i));
    }

    /// <summary>The rarer, the paler: the last pair of digits says how opaque a colour is.</summary>
    static string Shade(string colour, int step) => colour + new[] { "ff", "cc", "99", "66" }[step];
}
