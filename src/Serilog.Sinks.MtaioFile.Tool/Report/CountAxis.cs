namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Places counts on a drawing, from the ground upwards, with round numbers beside it.</summary>
/// <param name="largest">The largest count.</param>
/// <param name="ground">Where zero is.</param>
/// <param name="top">Where the highest number is.</param>
/// <param name="steps">How many numbers there are at most, beside zero.</param>
sealed class CountAxis(long largest, double ground, double top, int steps)
{
    readonly long _step = StepFor(largest, steps);

    public IEnumerable<long> Ticks
    {
        get
        {
            for (var tick = 0L; tick <= Largest; tick += _step) yield return tick;
        }
    }

    /// <summary>The largest count, rounded up to a tick.</summary>
    public long Largest => Math.Max(1, (largest + _step - 1) / _step) * _step;

    public double At(long count) => ground - ((double)count / Largest * (ground - top));

    /// <summary>1, 2 or 5 and zeros, so that so few steps are enough.</summary>
    static long StepFor(long largest, int steps)
    {
        for (var power = 1L; ; power *= 10)
        {
            foreach (var digit in new[] { 1, 2, 5 })
            {
                if (digit * power * steps >= largest || power > long.MaxValue / 100) return digit * power;
            }
        }
    }
}
