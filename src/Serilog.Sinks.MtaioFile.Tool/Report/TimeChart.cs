using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>What the chart over time shows.</summary>
sealed record TimeChartData(
    TimeHistogram Histogram,
    IReadOnlyList<DroppedSpan> Dropped,
    IReadOnlyList<SilentSpan> Silent,
    IReadOnlyList<DateTimeOffset> Rotations,
    IReadOnlyCollection<RunEvent> Runs);

/// <summary>
/// Draws the records over time as SVG: bars by level, the errors once more on a scale of their own, and below them lanes for dropped
/// and silent spans, rotations and runs.
/// </summary>
sealed class TimeChart
{
    const double Left = 68;
    const double RightMargin = 14;
    const double PanelTop = 30;
    const double PanelHeight = 170;
    const double ErrorHeight = 56;
    const double BetweenPanels = 34;
    const double AxisHeight = 42;

    readonly HtmlWriter _svg;
    readonly TimeAxis _time;
    readonly TimeLanes _lanes;
    readonly TimeBucket[] _buckets;

    readonly TimeHistogram _histogram;
    readonly double _width;
    readonly string _name;

    /// <param name="data">What is drawn.</param>
    /// <param name="width">The width in pixels at which texts have their natural size.</param>
    /// <param name="name">Distinguishes the ids of this drawing from those of others on the page.</param>
    public TimeChart(TimeChartData data, double width, string name)
    {
        (_histogram, _width, _name) = (data.Histogram, width, name);
        _buckets = [.. data.Histogram.Buckets];
        _svg = new HtmlWriter();
        _time = new TimeAxis(_histogram.From, _histogram.Until, Left, Right);
        _lanes = new TimeLanes(data, _time, _svg, HatchId);
    }

    string HatchId => $"{_name}-hatch";

    double Right => _width - RightMargin;

    public Html Draw(string title, string description)
    {
        var hasErrors = _buckets.Any(b => b.Counts.Errors > 0);
        var ground = PanelTop + PanelHeight;
        var errorGround = hasErrors ? ground + BetweenPanels + ErrorHeight : ground;
        var bottom = _lanes.Bottom(errorGround);
        DrawTimeGrid(bottom);
        _lanes.DrawShades(PanelTop, errorGround);
        DrawPanel("Records", PanelTop, ground, b => b.Total, LevelCounts.Levels.Reverse());
        if (hasErrors)
        {
            LogEventLevel?[] errors = [LogEventLevel.Fatal, LogEventLevel.Error];
            DrawPanel("Error and Fatal", ground + BetweenPanels, errorGround, b => b.Errors, errors);
        }
        _lanes.Draw(errorGround);
        DrawTooltips(errorGround);
        return Framed(title, description, bottom + AxisHeight);
    }

    Html Framed(string title, string description, double height) => Html.Of($"""
        <svg class="chart" role="img" viewBox="0 0 {_width} {height}" aria-labelledby="{_name}-title {_name}-desc">
        <title id="{_name}-title">{title}</title><desc id="{_name}-desc">{description}</desc>
        <defs><pattern id="{HatchId}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch" width="2" height="6"/></pattern></defs>
        {new Html(_svg.ToString())}</svg>
        """);

    void DrawTimeGrid(double bottom)
    {
        foreach (var tick in _time.Ticks((int)(_width / 110)))
        {
            var x = _time.At(tick.Time);
            var anchor = x > Right - 30 ? "end" : x < Left + 30 ? "start" : "middle";
            _svg.Line($"<line class=\"grid\" x1=\"{x}\" y1=\"{PanelTop}\" x2=\"{x}\" y2=\"{bottom}\"/>");
            _svg.Line($"<text class=\"faint\" text-anchor=\"{anchor}\" x=\"{x}\" y=\"{bottom + 16}\">{tick.Label}</text>");
            if (tick.Date is not { } date) continue;
            _svg.Line($"<text class=\"faint\" text-anchor=\"{anchor}\" x=\"{x}\" y=\"{bottom + 32}\">{date}</text>");
        }
        _svg.Line($"<line class=\"axis\" x1=\"{Left}\" y1=\"{bottom}\" x2=\"{Right}\" y2=\"{bottom}\"/>");
    }

    void DrawPanel(string title, double top, double ground, Func<LevelCounts, long> count, IEnumerable<LogEventLevel?> levels)
    {
        var axis = new CountAxis(_buckets.Max(b => count(b.Counts)), ground, top, steps: ground - top < 100 ? 2 : 4);
        _svg.Line($"<text class=\"strong\" x=\"{Left}\" y=\"{top - 10}\">{title} per {Words.Duration(_histogram.Width)}</text>");
        foreach (var tick in axis.Ticks)
        {
            var y = axis.At(tick);
            _svg.Line($"<line class=\"{(tick == 0 ? "axis" : "grid")}\" x1=\"{Left}\" y1=\"{y}\" x2=\"{Right}\" y2=\"{y}\"/>");
            _svg.Line($"<text class=\"faint\" text-anchor=\"end\" x=\"{Left - 8}\" y=\"{y + 4}\">{Words.Number(tick)}</text>");
        }
        var below = new long[_buckets.Length];
        foreach (var level in levels) DrawBars(axis, level, below);
    }

    /// <summary>One path for all bars of a level, upon those of the levels before.</summary>
    void DrawBars(CountAxis axis, LogEventLevel? level, long[] below)
    {
        var path = new HtmlWriter();
        for (var i = 0; i < _buckets.Length; i++)
        {
            var count = _buckets[i].Counts[level];
            if (count == 0) continue;
            var (x, barWidth) = BarAt(_buckets[i]);
            var (bottom, top) = (axis.At(below[i]), axis.At(below[i] + count));
            path.Line($"M{x} {bottom}V{top}h{barWidth}V{bottom}z");
            below[i] += count;
        }
        var bars = path.ToString();
        if (bars.Length > 0) _svg.Line($"<path class=\"{LevelClass.Of(level)}\" d=\"{bars.TrimEnd()}\"/>");
    }

    (double X, double Width) BarAt(TimeBucket bucket)
    {
        var (begin, end) = (_time.At(bucket.From), _time.At(_histogram.EndOf(bucket.From)));
        return (begin, Math.Max(0.5, end - begin - (end - begin > 6 ? 1 : 0)));
    }

    /// <summary>Each bucket tells its numbers where a mouse rests on it. The table below the chart has the same numbers.</summary>
    void DrawTooltips(double bottom)
    {
        foreach (var bucket in _buckets)
        {
            var (x, barWidth) = BarAt(bucket);
            _svg.Line($"<rect class=\"hit\" x=\"{x}\" y=\"{PanelTop}\" width=\"{barWidth}\" height=\"{bottom - PanelTop}\">");
            _svg.Line($"<title>{TextOf(bucket)}</title></rect>");
        }
    }

    string TextOf(TimeBucket bucket)
    {
        var levels = bucket.Counts.Present.Select(l => $"{LevelCounts.NameOf(l)}: {Words.Number(bucket.Counts[l])}");
        return $"{Words.Time(bucket.From)} UTC, {Words.Duration(_histogram.Width)}\n{string.Join('\n', levels)}";
    }
}
