namespace Serilog.Sinks.MtaioFile.PerformanceTests.Charts;

/// <summary>One line for each contender, with its name at the end of the line.</summary>
sealed class LineChart(string title, string subtitle, string xLabel, bool logarithmicX, bool logarithmicY, Func<double, string> yFormat)
{
    const double Width = 760;
    const double Left = 80;
    const double Right = 590;
    const double Height = 300;
    const double LabelDistance = 17;

    public string Draw(IReadOnlyList<(string Name, List<(double X, double Y)> Points)> lines)
    {
        var drawing = new SvgDrawing(Width);
        var top = drawing.Heading(title, subtitle) + 8;
        var all = lines.SelectMany(l => l.Points).ToArray();
        var x = new Scale(all.Min(p => p.X), all.Max(p => p.X), Left, Right, logarithmicX, isTight: true);
        var y = new Scale(all.Min(p => p.Y), all.Max(p => p.Y), top + Height, top, logarithmicY);
        DrawGrid(drawing, x, y, top, all.Select(p => p.X).Distinct().Order());
        foreach (var (name, points) in lines)
        {
            var places = points.ConvertAll(p => (x.At(p.X), y.At(p.Y)));
            drawing.Polyline(places, Palette.Line(name), Palette.IsOurs(name) ? 3 : 1.8);
            foreach (var (px, py) in places) drawing.Circle(px, py, 3.5, Palette.Line(name));
        }
        DrawNames(drawing, [.. lines.Select(l => (l.Name, y.At(l.Points[^1].Y))).OrderBy(l => l.Item2)], top + Height);
        return drawing.ToSvg(top + Height + 56);
    }

    void DrawGrid(SvgDrawing drawing, Scale x, Scale y, double top, IEnumerable<double> xs)
    {
        foreach (var tick in y.Ticks)
        {
            drawing.Line(Left, y.At(tick), Right, y.At(tick), SvgDrawing.Grid);
            drawing.Text(Left - 8, y.At(tick) + 4, yFormat(tick), "end", SvgDrawing.Faint, 12);
        }
        foreach (var value in xs)
        {
            drawing.Line(x.At(value), top + Height, x.At(value), top + Height + 5, SvgDrawing.Faint);
            drawing.Text(x.At(value), top + Height + 20, Scale.Label(value), "middle", SvgDrawing.Faint, 12);
        }
        drawing.Text((Left + Right) / 2, top + Height + 42, xLabel, "middle", SvgDrawing.Faint, 12);
    }

    /// <summary>
    /// Names that would lie on each other are moved apart: downwards, and up again as far as they went beyond the ground.
    /// </summary>
    static void DrawNames(SvgDrawing drawing, (string Name, double At)[] names, double ground)
    {
        for (var i = 1; i < names.Length; i++) names[i].At = Math.Max(names[i].At, names[i - 1].At + LabelDistance);
        names[^1].At = Math.Min(names[^1].At, ground);
        for (var i = names.Length - 2; i >= 0; i--) names[i].At = Math.Min(names[i].At, names[i + 1].At - LabelDistance);
        foreach (var (name, at) in names) drawing.Text(Right + 10, at + 4, name, fill: Palette.Line(name), bold: Palette.IsOurs(name));
    }
}
