namespace Serilog.Sinks.MtaioFile.PerformanceTests.Charts;

/// <summary>Maps values to places between two ends, in proportion or by their logarithm, and knows where lines of a grid belong.</summary>
sealed class Scale
{
    readonly double _low;
    readonly double _high;
    readonly double _start;
    readonly double _end;
    readonly bool _logarithmic;

    /// <param name="low">The lowest value; 0 unless logarithmic.</param>
    /// <param name="high">The highest value.</param>
    /// <param name="start">Where the scale begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="logarithmic">Whether equal distances are equal ratios.</param>
    /// <param name="isTight">Whether it ends at the values themselves, and not at the next ticks.</param>
    public Scale(double low, double high, double start, double end, bool logarithmic, bool isTight = false)
    {
        (_start, _end, _logarithmic) = (start, end, logarithmic);
        Ticks = logarithmic ? [.. Decades(low, high)] : [.. RoundSteps(high)];
        if (!isTight) (low, high) = (Math.Min(low, Ticks[0]), Math.Max(high, Ticks[^1]));
        _low = logarithmic ? Math.Log10(low) : 0;
        _high = logarithmic ? Math.Log10(high) : high;
    }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The place of a value.</summary>
    public double At(double value) => _start + (((_logarithmic ? Math.Log10(value) : value) - _low) / (_high - _low) * (_end - _start));

    /// <summary>A short way of writing a tick.</summary>
    public static string Label(double value) =>
        value >= 1e6 ? $"{value / 1e6:0.#}M" : value >= 100_000 ? $"{value / 1000:0.#}k" : $"{value:#,0.##}";

    /// <summary>The same with a unit that fits.</summary>
    public static string Duration(double nanoseconds) => nanoseconds switch
    {
        >= 1e9 => $"{nanoseconds / 1e9:0.#} s",
        >= 1e6 => $"{nanoseconds / 1e6:0.#} ms",
        >= 1e3 => $"{nanoseconds / 1e3:0.#} µs",
        _ => $"{nanoseconds:0} ns",
    };

    static IEnumerable<double> Decades(double low, double high)
    {
        var last = Math.Ceiling(Math.Log10(high));
        for (var exponent = Math.Floor(Math.Log10(low)); exponent <= last; exponent++) yield return Math.Pow(10, exponent);
    }

    static IEnumerable<double> RoundSteps(double high)
    {
        var rough = high / 5;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(m => m * magnitude).First(s => s >= rough);
        for (var value = 0.0; value < high + (step * 0.5); value += step) yield return value;
    }
}
