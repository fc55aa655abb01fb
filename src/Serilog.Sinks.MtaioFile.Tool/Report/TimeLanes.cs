namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Draws what happened to the log below the bars: drops, silence, rotations and runs, each in a lane of its own.</summary>
/// <param name="data">What is drawn.</param>
/// <param name="time">Places times.</param>
/// <param name="svg">Gets the drawing.</param>
/// <param name="hatchId">The pattern for silence while the log was open.</param>
sealed class TimeLanes(TimeChartData data, TimeAxis time, HtmlWriter svg, string hatchId)
{
    const double LaneHeight = 20;
    const double Above = 10;

    public double Bottom(double top) => top + Above + (Lanes().Count() * LaneHeight);

    public void Draw(double top)
    {
        foreach (var (lane, draw) in Lanes())
        {
            DrawLane(lane, top + Above, draw);
            top += LaneHeight;
        }
    }

    /// <summary>Marks the same spans behind the bars.</summary>
    public void DrawShades(double top, double bottom)
    {
        foreach (var span in data.Silent) DrawSpan("silent", span.From, span.Until, top, bottom - top, least: 1);
        foreach (var span in data.Dropped) DrawSpan("dropped-shade", span.From, span.Until, top, bottom - top, least: 2);
    }

    IEnumerable<(string Name, Action<double> Draw)> Lanes()
    {
        if (data.Dropped.Count > 0) yield return ("Dropped", DrawDropped);
        if (data.Silent.Count > 0) yield return ("Silent", DrawSilent);
        if (data.Rotations.Count > 0) yield return ("Rotated", DrawRotations);
        if (data.Runs.Count > 0) yield return ("Runs", DrawRuns);
    }

    void DrawLane(string lane, double y, Action<double> draw)
    {
        svg.Line($"<text class=\"faint\" text-anchor=\"end\" x=\"{time.Left - 8}\" y=\"{y + 14}\">{lane}</text>");
        draw(y + 3);
    }

    void DrawDropped(double y)
    {
        foreach (var span in data.Dropped) DrawSpan("dropped", span.From, span.Until, y, LaneHeight - 6, least: 3);
    }

    void DrawSilent(double y)
    {
        foreach (var span in data.Silent)
        {
            DrawSpan("silent", span.From, span.Until, y, LaneHeight - 6, least: 3);
            if (span.IsClosed) continue;
            var x = time.At(span.From);
            var shown = Math.Max(3, time.At(span.Until) - x);
            svg.Line($"<rect fill=\"url(#{hatchId})\" x=\"{x}\" y=\"{y}\" width=\"{shown}\" height=\"{LaneHeight - 6}\"/>");
        }
    }

    void DrawRotations(double y)
    {
        foreach (var x in data.Rotations.Select(r => time.At(r)))
        {
            svg.Line($"<line class=\"mark\" x1=\"{x}\" y1=\"{y}\" x2=\"{x}\" y2=\"{y + LaneHeight - 6}\"/>");
        }
    }

    /// <summary>A run begins with a triangle to the right and ends with a square.</summary>
    void DrawRuns(double y)
    {
        foreach (var run in data.Runs)
        {
            var (x, middle) = (time.At(run.Time), y + ((LaneHeight - 6) / 2));
            if (run.IsEnd) svg.Line($"<rect class=\"run\" x=\"{x - 7}\" y=\"{middle - 4}\" width=\"7\" height=\"8\"/>");
            else svg.Line($"<path class=\"run\" d=\"M{x} {middle - 5}L{x + 8} {middle}L{x} {middle + 5}z\"/>");
        }
    }

    void DrawSpan(string style, DateTimeOffset from, DateTimeOffset until, double y, double height, double least)
    {
        var (x, end) = (time.At(from), time.At(until));
        var shown = Math.Max(least, end - x);
        svg.Line($"<rect class=\"{style}\" x=\"{Math.Min(x, time.Right - shown)}\" y=\"{y}\" width=\"{shown}\" height=\"{height}\"/>");
    }
}
